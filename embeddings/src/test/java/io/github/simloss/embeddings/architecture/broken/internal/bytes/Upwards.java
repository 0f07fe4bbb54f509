package io.github.simloss.embeddings.architecture.broken.internal.bytes;

import io.github.simloss.embeddings.architecture.broken.VectorFile;
import io.github.simloss.embeddings.architecture.broken.internal.scan.Allowed;
import org.junit.jupiter.api.Test;

/** Uses a room above it, in a circle, the root's entry, and a library. */
public final class Upwards {
  /** Not allowed. */
  public Allowed above;

  /** Not allowed. */
  public VectorFile entry;

  /** Not allowed. */
  public Test library;
}
