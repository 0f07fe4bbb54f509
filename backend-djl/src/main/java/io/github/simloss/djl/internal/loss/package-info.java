/**
 * A loss on PyTorch: over a chunk of logits with its gradient in closed form, and out of operations
 * that autograd goes back through.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.loss;
