/** The losses drawn for the documentation. */
package io.github.simloss.examples.losses;
