package io.github.simloss.backend.decoding;

import io.github.simloss.model.ModelSpec;

/** Arithmetic on rows of logits. */
final class Logits {
  private Logits() {}

  /** Makes tokens that are no part of a sentence impossible. */
  static void suppress(float[] logits, int rows, ModelSpec spec) {
    for (int row = 0; row < rows; row++) {
      logits[row * spec.vocabularySize() + spec.embedding().startId()] = Float.NEGATIVE_INFINITY;
      logits[row * spec.vocabularySize() + spec.embedding().paddingId()] = Float.NEGATIVE_INFINITY;
    }
  }

  /** The place of the largest; ties to the lowest. */
  static int argMax(float[] logits, int offset, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (logits[offset + i] > logits[offset + best]) {
        best = i;
      }
    }
    return best;
  }

  /** log sum exp of a row divided by a temperature. */
  static double logSumExp(float[] logits, int offset, int count, double temperature) {
    double max = logits[offset + argMax(logits, offset, count)];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp((logits[offset + i] - max) / temperature);
    }
    return max / temperature + Math.log(sum);
  }
}
