package io.github.simloss.evaluate.reconstruction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number that says how well sentences were reconstructed.
 *
 * @since 0.1.0
 */
public interface ReconstructionMetric {

  /** Its name in files and tables, for instance {@code tokenAccuracy}. */
  String name();

  /** What it is, in one line. */
  String definition();

  /** The least it can be. */
  double lowest();

  /** The most it can be. */
  double highest();

  /** Whether a greater value is a better reconstruction. */
  boolean greaterIsBetter();

  /**
   * Measures.
   *
   * @param pairs targets and outputs; may be empty
   * @return the value, or NaN where it is not defined (nothing to count)
   */
  double of(List<TokenPair> pairs);

  /**
   * What one sentence adds, where the metric is a share: the sum of what counted over all sentences
   * by the sum of what could have counted.
   *
   * @return what counted and what could have; null where the metric is not of that kind
   * @since 0.2.0
   */
  default double @Nullable [] share(TokenPair pair) {
    return null;
  }
}
