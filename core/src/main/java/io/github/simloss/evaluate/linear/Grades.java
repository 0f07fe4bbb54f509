package io.github.simloss.evaluate.linear;

import java.util.Arrays;

/**
 * The grades that scores lie between, rising, as 1 to 5 of a scale that people judged by. A score
 * is a distribution over its two neighbouring grades with the score as its mean (Tai, Socher and
 * Manning, ACL 2015, section 4.2).
 *
 * @param values rising, two at least
 * @since 0.2.0
 */
public record Grades(double[] values) {
  private static final int USUAL = 5;
  private static final int MOST = 11;

  /** Checks that they rise. */
  public Grades {
    values = values.clone();
    if (values.length < 2) {
      throw new IllegalArgumentException("grades: two at least, not " + values.length);
    }
    for (int g = 1; g < values.length; g++) {
      if (!(values[g] > values[g - 1])) {
        throw new IllegalArgumentException("grades must rise: " + Arrays.toString(values));
      }
    }
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  /** How many. */
  public int count() {
    return values.length;
  }

  /**
   * The grades of some scores: the whole numbers around them where these are 3 to 11, else 5 that
   * are evenly spaced from the least to the greatest.
   *
   * @param scores two different ones at least
   */
  public static Grades of(double[] scores) {
    double least = Arrays.stream(scores).min().orElseThrow();
    double most = Arrays.stream(scores).max().orElseThrow();
    double first = Math.floor(least);
    double whole = Math.ceil(most) - first + 1;
    boolean fits = whole >= 3 && whole <= MOST;
    int count = fits ? (int) whole : USUAL;
    double step = fits ? 1 : (most - least) / (USUAL - 1);
    double[] values = new double[count];
    for (int g = 0; g < count; g++) {
      values[g] = (fits ? first : least) + g * step;
    }
    return new Grades(values);
  }

  /**
   * A score as a distribution; one beyond the grades is the nearest grade.
   *
   * @param score any finite number
   * @param into receives a probability a grade, summing to 1
   */
  void distribute(double score, double[] into) {
    Arrays.fill(into, 0);
    int upper = 1;
    while (upper < values.length - 1 && values[upper] < score) {
      upper++;
    }
    double share = (score - values[upper - 1]) / (values[upper] - values[upper - 1]);
    double above = Math.max(0, Math.min(1, share));
    into[upper] = above;
    into[upper - 1] = 1 - above;
  }

  /** The mean of a distribution. */
  double mean(double[] probabilities) {
    double mean = 0;
    for (int g = 0; g < values.length; g++) {
      mean += probabilities[g] * values[g];
    }
    return mean;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grades that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
