package io.github.simloss.cli.architecture.broken.dl4j;

import io.github.simloss.cli.architecture.broken.cli.Face;

/** An engine that knows the command line. */
public final class Neighbour {
  /** What it must not know. */
  public Face face;
}
