package io.github.simloss.selftest;

/** How far arrays of an engine are from what they should be. */
final class Differences {
  private Differences() {}

  /**
   * The largest difference; NaN if there is one, infinite if the number of values is wrong.
   *
   * @param expected repeats as often as needed
   * @param actual the engine's
   * @param count how many values there should be
   */
  static double worst(double[] expected, float[] actual, int count) {
    if (actual.length != count) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    // Without a division for each value: gradients are large.
    for (int from = 0; from < count; from += expected.length) {
      int to = Math.min(expected.length, count - from);
      for (int k = 0; k < to; k++) {
        // Math.max passes NaN on.
        worst = Math.max(worst, Math.abs(expected[k] - actual[from + k]));
      }
    }
    return worst;
  }

  /** The largest difference over the largest expected value; absolute if that is 0. */
  static double relative(double[] expected, float[] actual) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    double worst = worst(expected, actual, expected.length);
    return largest == 0 ? worst : worst / largest;
  }
}
