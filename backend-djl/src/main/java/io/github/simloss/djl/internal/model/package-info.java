/**
 * The model on PyTorch: training steps, decoding, and the engine's ways to compute. To change a
 * training step, begin at {@code Backpropagation}.
 *
 * <p>Internal: not API, may change without notice.
 */
package io.github.simloss.djl.internal.model;
