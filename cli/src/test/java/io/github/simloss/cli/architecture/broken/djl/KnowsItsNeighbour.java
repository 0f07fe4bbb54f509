package io.github.simloss.cli.architecture.broken.djl;

import io.github.simloss.cli.architecture.broken.dl4j.Neighbour;

/** An engine that knows the other. */
public final class KnowsItsNeighbour {
  /** What it must not know. */
  public Neighbour other;
}
