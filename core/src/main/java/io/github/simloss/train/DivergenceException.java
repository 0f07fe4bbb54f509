package io.github.simloss.train;

import io.github.simloss.SimlossException;

/**
 * A loss, gradient or weight became NaN or infinite. The message names the step, the tensor and the
 * first sentence of the batch; what was written to the run's folder before is whole and finite.
 *
 * @since 0.1.0
 */
public final class DivergenceException extends SimlossException {
  private static final long serialVersionUID = 1L;

  private final long step;

  DivergenceException(long step, String message) {
    super(message);
    this.step = step;
  }

  /** The step that could not be made, or spoiled the weights, from 1. */
  public long step() {
    return step;
  }
}
