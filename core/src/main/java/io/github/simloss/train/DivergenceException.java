package io.github.simloss.train;

import io.github.simloss.SimlossException;

/** A loss or gradient became NaN or infinite; the weights are those before the step. */
public final class DivergenceException extends SimlossException {
  private static final long serialVersionUID = 1L;

  private final long step;

  DivergenceException(long step, String message) {
    super(message);
    this.step = step;
  }

  /** The step that could not be made, from 1. */
  public long step() {
    return step;
  }
}
