/**
 * Adam on PyTorch.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.optimizer;
