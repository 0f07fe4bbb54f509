package io.github.simloss.embeddings.architecture.broken;

import io.github.simloss.embeddings.architecture.broken.internal.bytes.Upwards;

/** Uses a room, though it is a type that rooms use. */
public final class Origin {
  /** Not allowed. */
  public Upwards room;
}
