package io.github.simloss.architecture.rooms;

import io.github.simloss.architecture.rooms.internal.upper.Above;

/** Uses a room, as the root may. */
public final class Entry {
  /** Allowed. */
  public Above room;
}
