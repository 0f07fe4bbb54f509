package io.github.simloss.evaluate.reconstruction;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.encoding.ModelVectors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model must beat: always the same word, as often as the sentence has words. Two words are
 * tried, the most frequent one of the sentences and the most central one, whose vector has the
 * greatest mean cosine with those of all their words; each metric takes the better of the two.
 *
 * @param answers by metric, the word and its value
 * @since 0.2.0
 */
public record ConstantAnswer(Map<String, Value> answers) {
  /**
   * The better word of a metric.
   *
   * @param word always answered
   * @param value of the metric then
   */
  public record Value(String word, double value) {}

  /** Keeps the order. */
  public ConstantAnswer {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /**
   * Measures.
   *
   * @param pairs whose targets are to be answered; what was answered does not matter
   * @param metrics to measure by; those not defined are left out
   * @param vectors of the words that can be answered
   */
  public static ConstantAnswer of(
      List<TokenPair> pairs, List<ReconstructionMetric> metrics, ModelVectors vectors) {
    Map<String, Value> best = new LinkedHashMap<>();
    for (String word : candidates(pairs, vectors)) {
      List<TokenPair> constant =
          pairs.stream()
              .map(
                  pair ->
                      new TokenPair(pair.target(), Collections.nCopies(pair.target().size(), word)))
              .toList();
      for (ReconstructionMetric metric : metrics) {
        double value = metric.of(constant);
        if (!Double.isNaN(value)) {
          best.merge(
              metric.name(),
              new Value(word, value),
              (a, b) -> metric.greaterIsBetter() == b.value() > a.value() ? b : a);
        }
      }
    }
    return new ConstantAnswer(best);
  }

  private static Set<String> candidates(List<TokenPair> pairs, ModelVectors vectors) {
    Map<String, Integer> counts = new TreeMap<>();
    pairs.forEach(pair -> pair.target().forEach(word -> counts.merge(word, 1, Integer::sum)));
    Set<String> candidates = new LinkedHashSet<>();
    counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(entry -> candidates.add(entry.getKey()));
    String central = central(counts, vectors);
    if (central != null) {
      candidates.add(central);
    }
    return candidates;
  }

  /**
   * The word whose cosines with all words of the targets have the greatest mean, if any has one.
   */
  private static @Nullable String central(Map<String, Integer> counts, ModelVectors vectors) {
    List<String> words = vectors.words();
    int d = vectors.dimension();
    float[] rows = new float[words.size() * d];
    for (int i = 0; i < words.size(); i++) {
      System.arraycopy(vector(vectors, words.get(i)), 0, rows, i * d, d);
    }
    float[] units = UnitVectors.of(rows, words.size(), d).data();
    double[] sum = new double[d];
    for (int i = 0; i < words.size(); i++) {
      int count = counts.getOrDefault(words.get(i), 0);
      for (int k = 0; k < d; k++) {
        sum[k] += count * (double) units[i * d + k];
      }
    }
    String best = null;
    double most = 0;
    for (int i = 0; i < words.size(); i++) {
      double dot = 0;
      for (int k = 0; k < d; k++) {
        dot += units[i * d + k] * sum[k];
      }
      if (dot > most) {
        most = dot;
        best = words.get(i);
      }
    }
    return best;
  }

  private static float[] vector(ModelVectors vectors, String word) {
    return Objects.requireNonNull(vectors.vector(word));
  }
}
