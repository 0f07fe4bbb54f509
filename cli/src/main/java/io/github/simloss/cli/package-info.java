/** The command line: options, wiring, progress and error messages; all work is done by core. */
package io.github.simloss.cli;
