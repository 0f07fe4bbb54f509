/**
 * Adam over flat vectors.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.dl4j.internal.optimizer;
