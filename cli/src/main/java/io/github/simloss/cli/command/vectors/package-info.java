/** The commands that look into vector files and convert them. */
package io.github.simloss.cli.command.vectors;
