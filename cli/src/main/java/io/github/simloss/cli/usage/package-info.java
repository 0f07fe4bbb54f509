/**
 * How a command line is read: files of options, literal values, ranges, and which options go
 * together.
 */
package io.github.simloss.cli.usage;
