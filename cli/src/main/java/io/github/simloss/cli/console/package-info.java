/**
 * What a person at the terminal sees: errors, progress, tables; and what a person can do there:
 * stop.
 */
package io.github.simloss.cli.console;
