package io.github.simloss.evaluate.pairs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on a set of sentence pairs. Those that do not apply are null: the first two
 * belong to classes, the next two to relatedness.
 *
 * @param accuracy share of test pairs put in their class, in [0, 1]
 * @param f1 harmonic mean of precision and recall of the positive class, in [0, 1]
 * @param spearman rank correlation of cosines and scores, in [-1, 1]
 * @param pearson correlation of cosines and scores, in [-1, 1]
 * @param cost C that cross-validation chose; the median of those of the folds where there are
 *     several
 * @since 0.1.0
 */
public record PairScores(
    @Nullable Double accuracy,
    @Nullable Double f1,
    @Nullable Double spearman,
    @Nullable Double pearson,
    @Nullable Double cost) {

  /** The scores that apply, by name, in order; a greater one is better. */
  public Map<String, Double> scores() {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "accuracy", accuracy);
    put(values, "f1", f1);
    put(values, "spearman", spearman);
    put(values, "pearson", pearson);
    return values;
  }

  private static void put(Map<String, Double> values, String name, @Nullable Double value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** The scores of a classifier's answers. */
  static PairScores ofClasses(int[] expected, int[] actual, int positive, @Nullable Double cost) {
    int right = 0;
    int both = 0;
    int either = 0;
    for (int i = 0; i < expected.length; i++) {
      right += expected[i] == actual[i] ? 1 : 0;
      both += expected[i] == positive && actual[i] == positive ? 1 : 0;
      either += (expected[i] == positive ? 1 : 0) + (actual[i] == positive ? 1 : 0);
    }
    // 2 PR / (P + R) = 2 both / (expected + actual); nothing there and nothing said is 0.
    @Nullable Double f1 = positive < 0 ? null : either == 0 ? 0.0 : 2.0 * both / either;
    return new PairScores((double) right / expected.length, f1, null, null, cost);
  }

  /** The scores of cosines; a correlation that is not defined counts as none, 0. */
  static PairScores ofRelatedness(double[] expected, double[] actual) {
    return new PairScores(
        null,
        null,
        orZero(Correlation.spearman(expected, actual)),
        orZero(Correlation.pearson(expected, actual)),
        null);
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
