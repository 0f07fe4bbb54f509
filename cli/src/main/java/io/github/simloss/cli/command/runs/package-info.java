/** {@code simloss runs}. */
package io.github.simloss.cli.command.runs;
