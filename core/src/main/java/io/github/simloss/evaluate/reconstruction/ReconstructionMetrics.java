package io.github.simloss.evaluate.reconstruction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics there are.
 *
 * @since 0.1.0
 */
public final class ReconstructionMetrics {
  private ReconstructionMetrics() {}

  /** All of them, in the order of tables. */
  public static List<ReconstructionMetric> all(WordSimilarity similarity) {
    return List.of(
        new TokenAccuracy(),
        new ExactMatch(),
        new Bleu(),
        new MeanCosine(similarity),
        new NearSynonymRate(similarity),
        new Distinct(1),
        new Distinct(2));
  }

  /**
   * Measures with several metrics.
   *
   * @return values by name, in the order of the metrics; those not defined are left out
   */
  public static Map<String, Double> measure(
      List<ReconstructionMetric> metrics, List<TokenPair> pairs) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (ReconstructionMetric metric : metrics) {
      double value = metric.of(pairs);
      if (!Double.isNaN(value)) {
        values.put(metric.name(), value);
      }
    }
    return values;
  }
}
