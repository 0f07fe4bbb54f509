/**
 * Bytes of files: read in order or mapped, plain or gzip; delimiters, words as byte strings,
 * progress. Knows no format.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.bytes;
