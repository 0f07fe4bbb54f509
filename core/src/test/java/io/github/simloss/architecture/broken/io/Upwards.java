package io.github.simloss.architecture.broken.io;

import io.github.simloss.architecture.broken.loss.Middle;

/** Imports a floor above it; with {@link Middle}, in a circle. */
public final class Upwards {
  /** What it must not know. */
  public Middle above;
}
