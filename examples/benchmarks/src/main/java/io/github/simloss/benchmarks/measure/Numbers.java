package io.github.simloss.benchmarks.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums and medians of measurements. */
public final class Numbers {
  private Numbers() {}

  /** The numbers of an array of JSON. */
  public static List<Double> list(JsonNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asDouble()));
    return values;
  }

  /** The middle one; of an even number the mean of both in the middle. */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("the median of nothing");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The sum by the count. */
  public static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The median of the ratios of each pair. */
  public static double medianRatio(List<Double> above, List<Double> below) {
    double[] ratios = new double[above.size()];
    Arrays.setAll(ratios, k -> above.get(k) / below.get(k));
    return median(Arrays.stream(ratios).boxed().toList());
  }
}
