/**
 * Tables of NumPy with their words beside.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.embeddings.internal.numpy;
