package io.github.simloss.similarity;

import java.util.Set;

/**
 * What a loss makes of a similarity before it weighs with it, element by element:
 *
 * <pre>
 * shaped(t,i) = 0                          if s = sim(t,i) is below the floor, or i is excluded, i != t
 *             = sign(s) |s|^power          otherwise, without a temperature
 *             = exp((sign(s) |s|^power - 1) / T)    otherwise, with one
 * </pre>
 *
 * <p>A word's similarity with itself, 1, stays 1 whatever the shaping. Similarities are compared
 * with the floor in single precision, as they are kept.
 *
 * @param floor in [-1, 1]; -1 for none
 * @param power in [0, 100]; 1 changes nothing
 * @param temperature T in [0, 1e6]; 0 for none
 * @param excluded ids of words that are similar to none but themselves
 * @since 0.1.0
 */
public record Shaping(double floor, double power, double temperature, Set<Integer> excluded) {
  /** The largest power. */
  public static final double MOST_POWER = 100;

  /** The largest temperature. */
  public static final double MOST_TEMPERATURE = 1e6;

  /** Leaves everything as it is. */
  public static final Shaping NONE = new Shaping(-1, 1, 0, Set.of());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public Shaping {
    require("floor", floor, -1, 1);
    require("power", power, 0, MOST_POWER);
    require("temperature", temperature, 0, MOST_TEMPERATURE);
    excluded = Set.copyOf(excluded);
  }

  private static void require(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be from " + low + " to " + high);
    }
  }

  /** Whether every similarity stays as it is. */
  public boolean isIdentity() {
    return floor == -1 && power == 1 && temperature == 0 && excluded.isEmpty();
  }

  /**
   * Whether a word counts as similar to a target at all.
   *
   * @param target t
   * @param word i
   * @param similarity sim(t, i), in [-1, 1] up to rounding
   */
  public boolean keeps(int target, int word, float similarity) {
    if (word == target) {
      return true;
    }
    // Rounding may leave a cosine just below -1, which no floor at all must not cut.
    boolean low = floor > -1 && similarity < (float) floor;
    return !low && (excluded.isEmpty() || !excluded.contains(word));
  }

  /** The shaped similarity of words that count: power, then temperature. */
  public double weight(float similarity) {
    double s =
        power == 1 ? similarity : Math.signum(similarity) * Math.pow(Math.abs(similarity), power);
    // No more than the word itself has, where rounding leaves a cosine just above 1.
    return temperature == 0 ? s : Math.exp(Math.min(0, s - 1) / temperature);
  }

  /** The shaped similarity: 0, or {@link #weight}. */
  public double apply(int target, int word, float similarity) {
    return keeps(target, word, similarity) ? weight(similarity) : 0;
  }
}
