package io.github.simloss.selftest;

import io.github.simloss.backend.Device;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;

/** Compares an engine's search for the nearest words with plain Java's, over a few words. */
final class NeighbourCheck {
  private static final int WORDS = 97;
  private static final int NEIGHBOURS = 5;
  private static final double TOLERANCE = 1e-5;

  /** On a GPU rows of cosines are a product, which may run in TF32. */
  private static final double GPU_TOLERANCE = 1e-2;

  private NeighbourCheck() {}

  /**
   * The largest difference of the similarity of a word and its k-th neighbour. Which words they are
   * is not compared: of words as near either may come first.
   */
  static Finding of(NeighbourSearch engine, int dimension, Device device) {
    SeededRandom random = SeededRandom.derive(1, "neighbours", 0);
    float[] rows = new float[Math.multiplyExact(WORDS, dimension)];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    UnitVectors vectors = UnitVectors.of(rows, WORDS, dimension);
    NeighbourTable want = NeighbourSearch.PLAIN_JAVA.search(vectors, NEIGHBOURS);
    NeighbourTable got = engine.search(vectors, NEIGHBOURS);
    double worst = 0;
    for (int word = 0; word < WORDS; word++) {
      for (int k = 0; k < NEIGHBOURS; k++) {
        worst = Math.max(worst, Math.abs(want.similarity(word, k) - got.similarity(word, k)));
      }
    }
    boolean onCpu = device.kind() == Device.Kind.CPU;
    return new Finding("similarities", worst, onCpu ? TOLERANCE : GPU_TOLERANCE);
  }
}
