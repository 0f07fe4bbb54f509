package io.github.simloss.architecture.broken.loss;

import com.google.common.jimfs.Configuration;
import io.github.simloss.architecture.broken.cellar.Nowhere;
import io.github.simloss.architecture.broken.io.Upwards;

/** Imports a floor below it, as it may, a package that is no floor, and a library. */
public final class Middle {
  /** Allowed. */
  public Upwards below;

  /** Not allowed. */
  public Nowhere aside;

  /** Not allowed. */
  public Configuration library;
}
