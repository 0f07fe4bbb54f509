package io.github.simloss.benchmarks.kernels;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;

/** Numbers drawn from a seed. */
final class RandomVectors {
  private RandomVectors() {}

  /** So many of N(0, 1). */
  static float[] gaussian(int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Unit vectors of words. */
  static UnitVectors units(int words, int dimension, long seed) {
    return UnitVectors.of(gaussian(words * dimension, seed), words, dimension);
  }
}
