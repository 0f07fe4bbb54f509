/**
 * Reads the rows of some or all words with a scanner and keeps them in memory.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.read;
