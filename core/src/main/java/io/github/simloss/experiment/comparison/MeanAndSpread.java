package io.github.simloss.experiment.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of some values and how far they lie from it.
 *
 * @param mean their mean
 * @param spread the sample standard deviation, null for a single value
 * @param count how many they are, at least 1
 * @since 0.1.0
 */
public record MeanAndSpread(double mean, @Nullable Double spread, int count) {
  /** Of some values, or null if there are none. */
  public static @Nullable MeanAndSpread of(List<Double> values) {
    if (values.isEmpty()) {
      return null;
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    if (values.size() == 1) {
      return new MeanAndSpread(mean, null, 1);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new MeanAndSpread(mean, Math.sqrt(squares / (values.size() - 1)), values.size());
  }
}
