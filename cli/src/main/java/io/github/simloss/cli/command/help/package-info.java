/** {@code simloss help}: the help of commands, and topics. */
package io.github.simloss.cli.command.help;
