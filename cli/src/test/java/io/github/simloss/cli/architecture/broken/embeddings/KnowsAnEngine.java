package io.github.simloss.cli.architecture.broken.embeddings;

import io.github.simloss.cli.architecture.broken.djl.KnowsItsNeighbour;
import picocli.CommandLine;

/** Files of vectors that know an engine and print. */
public final class KnowsAnEngine {
  /** What it must not know. */
  public KnowsItsNeighbour engine;

  /** What it must not know either. */
  public CommandLine commandLine;
}
