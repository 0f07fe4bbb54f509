package io.github.simloss.experiment.inspection;

import io.github.simloss.evaluate.reconstruction.TokenPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a model reconstructs some sentences.
 *
 * @param sentences how many
 * @param words of all of them
 * @param near how many nearest words, the word itself among them, count as near synonyms
 * @param values by the name of a {@link
 *     io.github.simloss.evaluate.reconstruction.ReconstructionMetric}, those that are defined
 * @param commonest the share of sentences that got the answer given most often, in (0, 1]: near 1
 *     where the model says the same whatever it is given
 * @since 0.2.0
 */
public record Quality(
    long sentences, long words, int near, Map<String, Double> values, double commonest) {

  /** The share of the pairs whose output is the commonest one. */
  static double commonest(List<TokenPair> pairs) {
    Map<List<String>, Integer> counts = new HashMap<>();
    int most = 0;
    for (TokenPair pair : pairs) {
      most = Math.max(most, counts.merge(pair.output(), 1, Integer::sum));
    }
    return (double) most / pairs.size();
  }
}
