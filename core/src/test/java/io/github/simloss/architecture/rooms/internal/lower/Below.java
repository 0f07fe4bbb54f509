package io.github.simloss.architecture.rooms.internal.lower;

import io.github.simloss.architecture.rooms.Entry;
import io.github.simloss.architecture.rooms.internal.upper.Above;

/** Uses a room above it, in a circle, and the root. */
public final class Below {
  /** Not allowed. */
  public Above above;

  /** Not allowed. */
  public Entry entry;
}
