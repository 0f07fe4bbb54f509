package io.github.simloss.model;

import io.github.simloss.tensor.NamedTensors;

/**
 * What Adam remembers: how many updates were made, and the first ({@code exp_avg}) and second
 * ({@code exp_avg_sq}) moment of every trainable tensor, under the tensor's name.
 *
 * @param step updates made so far
 * @param firstMoments running means of gradients
 * @param secondMoments running means of squared gradients
 */
public record OptimizerState(long step, NamedTensors firstMoments, NamedTensors secondMoments) {
  /** Checks the count. */
  public OptimizerState {
    if (step < 0) {
      throw new IllegalArgumentException("an optimizer has made " + step + " steps");
    }
  }
}
