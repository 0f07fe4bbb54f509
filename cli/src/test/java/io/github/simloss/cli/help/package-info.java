/** Tests of the help. */
package io.github.simloss.cli.help;
