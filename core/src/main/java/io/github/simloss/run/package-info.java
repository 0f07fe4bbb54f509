/** The folder of a run: what it was told, where it came from, what it has come to. */
package io.github.simloss.run;
