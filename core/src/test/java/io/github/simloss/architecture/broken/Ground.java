package io.github.simloss.architecture.broken;

import io.github.simloss.architecture.broken.io.Upwards;

/** Imports a floor, though it is the ground. */
public final class Ground {
  /** What it must not know. */
  public Upwards above;
}
