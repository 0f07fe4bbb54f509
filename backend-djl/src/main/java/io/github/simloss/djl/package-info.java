/**
 * The engine {@code djl}: PyTorch through Deep Java Library. {@link
 * io.github.simloss.djl.DjlBackend} is the way in, {@link io.github.simloss.djl.SimilarityLoss} any
 * loss in a DJL model. Packages below {@code internal} are not API. The model is a handful of
 * native tensors without Block, Trainer or Optimizer.
 */
@NullMarked
package io.github.simloss.djl;

import org.jspecify.annotations.NullMarked;
