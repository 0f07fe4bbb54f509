package io.github.simloss.loss.builtin;

import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/** The same weight for every word, without a V x V table. */
final class UniformWeights {
  private UniformWeights() {}

  /**
   * w(t, i) = 1: a product of rank 1 whose factors are all 1, so that it is exact in any precision;
   * nothing for one-hot targets. The weight that is wanted stands in the term's coefficient.
   */
  static TargetWeights ones(int vocabularySize, OneHotTargets oneHot) {
    float[] factors = new float[vocabularySize];
    Arrays.fill(factors, 1);
    return oneHot.product(1, factors);
  }
}
