/**
 * Text, with a header or without: the beginning of a file as a sample, blocks that several threads
 * parse, numbers. To change how a line is read, begin at {@code TextBlockParser}.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.text;
