/** Tests of {@code simloss export}. */
package io.github.simloss.cli.command.export;
