/**
 * The engine {@code djl}: PyTorch through Deep Java Library. {@link
 * io.github.simloss.djl.DjlBackend} is the way in; the model is a handful of native tensors without
 * Block, Trainer or Optimizer.
 */
package io.github.simloss.djl;
