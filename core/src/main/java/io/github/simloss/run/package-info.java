/** The folder of a run: what it was told, where it came from, what it has come to. */
@NullMarked
package io.github.simloss.run;

import org.jspecify.annotations.NullMarked;
