/** Sentences that commands read: lines of text, or a column of a table or of JSON lines. */
package io.github.simloss.cli.input;
