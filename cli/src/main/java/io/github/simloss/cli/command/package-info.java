/** The commands: each reads its options, calls core and shows what came of it. */
package io.github.simloss.cli.command;
