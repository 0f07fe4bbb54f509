package io.github.simloss.cli.architecture.broken.cli;

import io.github.simloss.cli.architecture.broken.dl4j.Neighbour;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A command that calculates by itself. */
public final class Face {
  /** What it must not know. */
  public Neighbour engine;

  /** What it must not know either. */
  public INDArray array;
}
