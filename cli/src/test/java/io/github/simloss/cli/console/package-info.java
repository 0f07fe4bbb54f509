/** Tests of what a person at the terminal sees. */
package io.github.simloss.cli.console;
