package io.github.simloss.architecture.broken.train;

import io.github.simloss.architecture.broken.loss.Middle;

/** Imports a floor below it: the one thing here that is allowed. */
public final class Top {
  /** Allowed. */
  public Middle below;
}
