package io.github.simloss.evaluate.probes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was expected and what was answered, example by example: numbers of classes, or scores.
 *
 * @param expected by the labels
 * @param actual by the codes, the same length
 * @since 0.2.0
 */
public record Answers(double[] expected, double[] actual) {
  /** Checks the lengths. */
  public Answers {
    if (expected.length != actual.length) {
      throw new IllegalArgumentException(
          expected.length + " labels beside " + actual.length + " answers");
    }
  }

  /** How many examples. */
  public int count() {
    return expected.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Answers that
        && Arrays.equals(expected, that.expected)
        && Arrays.equals(actual, that.actual);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(expected) + Arrays.hashCode(actual);
  }

  @Override
  public String toString() {
    return "Answers[" + count() + "]";
  }
}
