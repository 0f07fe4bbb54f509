package io.github.simloss.architecture.rooms.internal.upper;

import io.github.simloss.architecture.rooms.internal.lower.Below;

/** Uses a room below it, as it may. */
public final class Above {
  /** Allowed. */
  public Below below;
}
