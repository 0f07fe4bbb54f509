package io.github.simloss.embeddings.architecture.broken;

import io.github.simloss.embeddings.architecture.broken.internal.scan.Allowed;

/** Uses a room, as the root may. */
public final class VectorFile {
  /** Allowed. */
  public Allowed below;
}
