package io.github.simloss.evaluate.probes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How two series of numbers go together.
 *
 * @since 0.2.0
 */
public final class Correlation {
  private Correlation() {}

  /**
   * Pearson's: that of the numbers themselves.
   *
   * @return in [-1, 1], or NaN if a series is constant or empty
   */
  public static double pearson(double[] x, double[] y) {
    requireSameLength(x, y);
    if (isConstant(x) || isConstant(y)) {
      // Its mean may differ from it by rounding, which would correlate with something.
      return Double.NaN;
    }
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double both = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      both += dx * dy;
      squareX += dx * dx;
      squareY += dy * dy;
    }
    double scale = Math.sqrt(squareX) * Math.sqrt(squareY);
    return scale > 0 ? Math.max(-1, Math.min(1, both / scale)) : Double.NaN;
  }

  /**
   * Spearman's: that of ranks, where equal numbers share the mean of theirs.
   *
   * @return in [-1, 1], or NaN if a series is constant or empty
   */
  public static double spearman(double[] x, double[] y) {
    requireSameLength(x, y);
    return pearson(ranks(x), ranks(y));
  }

  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        ranks[order[k]] = (from + to + 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static void requireSameLength(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " numbers beside " + y.length);
    }
  }
}
