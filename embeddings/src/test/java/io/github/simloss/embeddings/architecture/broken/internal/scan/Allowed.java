package io.github.simloss.embeddings.architecture.broken.internal.scan;

import io.github.simloss.embeddings.architecture.broken.Origin;
import io.github.simloss.embeddings.architecture.broken.internal.bytes.Upwards;

/** Uses a room below it and a type of the root that rooms may use: all that it does is allowed. */
public final class Allowed {
  /** Allowed. */
  public Upwards below;

  /** Allowed. */
  public Origin value;
}
