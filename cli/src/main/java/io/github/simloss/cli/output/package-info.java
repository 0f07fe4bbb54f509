/**
 * Where what a command makes goes: standard output and its reader, text as a terminal may show it,
 * folders.
 */
package io.github.simloss.cli.output;
