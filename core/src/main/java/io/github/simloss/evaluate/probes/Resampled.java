package io.github.simloss.evaluate.probes;

import java.util.Comparator;
import java.util.stream.IntStream;

/** A score measured on examples that were drawn several times or not at all. Immutable. */
final class Resampled {
  private final Score score;
  private final double[] expected;
  private final double[] actual;
  private final int[] expectedOrder;
  private final int[] actualOrder;

  Resampled(Score score) {
    this.score = score;
    expected = score.answers().expected();
    actual = score.answers().actual();
    boolean ranked = score.measure() == Measure.SPEARMAN;
    expectedOrder = ranked ? order(expected) : new int[0];
    actualOrder = ranked ? order(actual) : new int[0];
  }

  /** Sorted once: ranks of a resample then take one pass. */
  private static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The value.
   *
   * @param drawn how often each example was drawn
   * @return NaN where it is not defined
   */
  double value(int[] drawn) {
    return switch (score.measure()) {
      case ACCURACY -> accuracy(drawn);
      case F1 -> f1(drawn);
      case SPEARMAN ->
          pearson(ranks(expected, expectedOrder, drawn), ranks(actual, actualOrder, drawn), drawn);
      case PEARSON -> pearson(expected, actual, drawn);
      case SHARE -> share(drawn);
    };
  }

  private double accuracy(int[] drawn) {
    long right = 0;
    long all = 0;
    for (int i = 0; i < drawn.length; i++) {
      right += expected[i] == actual[i] ? drawn[i] : 0;
      all += drawn[i];
    }
    return (double) right / all;
  }

  private double f1(int[] drawn) {
    long both = 0;
    long either = 0;
    for (int i = 0; i < drawn.length; i++) {
      boolean there = expected[i] == score.positive();
      boolean said = actual[i] == score.positive();
      both += there && said ? drawn[i] : 0;
      either += (there ? drawn[i] : 0) + (said ? drawn[i] : 0);
    }
    return either == 0 ? 0 : 2.0 * both / either;
  }

  private double share(int[] drawn) {
    double counted = 0;
    double all = 0;
    for (int i = 0; i < drawn.length; i++) {
      counted += drawn[i] * actual[i];
      all += drawn[i] * expected[i];
    }
    return all == 0 ? Double.NaN : counted / all;
  }

  private static double[] ranks(double[] values, int[] order, int[] drawn) {
    double[] ranks = new double[values.length];
    long before = 0;
    for (int from = 0, to; from < order.length; from = to) {
      long tied = 0;
      for (to = from; to < order.length && values[order[to]] == values[order[from]]; to++) {
        tied += drawn[order[to]];
      }
      for (int k = from; k < to; k++) {
        ranks[order[k]] = before + (tied + 1) / 2.0;
      }
      before += tied;
    }
    return ranks;
  }

  private static double pearson(double[] x, double[] y, int[] drawn) {
    double meanX = 0;
    double meanY = 0;
    long all = 0;
    for (int i = 0; i < drawn.length; i++) {
      meanX += drawn[i] * x[i];
      meanY += drawn[i] * y[i];
      all += drawn[i];
    }
    meanX /= all;
    meanY /= all;
    double both = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < drawn.length; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      both += drawn[i] * dx * dy;
      squareX += drawn[i] * dx * dx;
      squareY += drawn[i] * dy * dy;
    }
    double scale = Math.sqrt(squareX * squareY);
    return scale > 0 ? both / scale : Double.NaN;
  }
}
