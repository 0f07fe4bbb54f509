/**
 * Keeps rows that were read in a file for the next time.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.cache;
