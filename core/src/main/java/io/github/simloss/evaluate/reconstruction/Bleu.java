package io.github.simloss.evaluate.reconstruction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corpus BLEU-4 of text that is tokenized already, as sacreBLEU computes it:
 *
 * <pre>
 *   BLEU = BP * exp(1/4 * sum_n log p_n)
 *   p_n  = 100 * clipped matches of n-grams / n-grams of the outputs, over the whole corpus
 *   BP   = min(1, exp(1 - target words / output words))
 * </pre>
 *
 * With exponential smoothing: the k-th order without a match has p_n = 100 / (2^k n-grams). Nothing
 * right at all gives 0, and so does a corpus in which no output has four words.
 *
 * <p>Papineni et al., <i>BLEU: a Method for Automatic Evaluation of Machine Translation</i> (ACL
 * 2002); Post, <i>A Call for Clarity in Reporting BLEU Scores</i> (WMT 2018). Immutable.
 *
 * @since 0.1.0
 */
public final class Bleu implements ReconstructionMetric {
  /** What sacreBLEU would print for the same settings, less its version. */
  public static final String SIGNATURE = "nrefs:1|case:mixed|eff:no|tok:none|smooth:exp";

  private static final int ORDERS = 4;

  @Override
  public String name() {
    return "bleu";
  }

  @Override
  public String definition() {
    return "corpus BLEU-4, sacreBLEU " + SIGNATURE;
  }

  @Override
  public double lowest() {
    return 0;
  }

  @Override
  public double highest() {
    return 100;
  }

  @Override
  public boolean greaterIsBetter() {
    return true;
  }

  @Override
  public double of(List<TokenPair> pairs) {
    long[] matches = new long[ORDERS];
    long[] totals = new long[ORDERS];
    long targetWords = 0;
    long outputWords = 0;
    for (TokenPair pair : pairs) {
      targetWords += pair.target().size();
      outputWords += pair.output().size();
      for (int n = 1; n <= ORDERS; n++) {
        totals[n - 1] += Math.max(0, pair.output().size() - n + 1);
        matches[n - 1] += matches(pair, n);
      }
    }
    if (targetWords == 0) {
      return Double.NaN;
    }
    if (matches[0] == 0 || totals[ORDERS - 1] == 0) {
      return 0;
    }
    double logs = 0;
    double smoothing = 1;
    for (int n = 0; n < ORDERS; n++) {
      double right = matches[n];
      if (matches[n] == 0) {
        smoothing *= 2;
        right = 1 / smoothing;
      }
      logs += Math.log(100 * right / totals[n]);
    }
    double brevity =
        outputWords < targetWords ? Math.exp(1 - (double) targetWords / outputWords) : 1;
    return brevity * Math.exp(logs / ORDERS);
  }

  private static long matches(TokenPair pair, int n) {
    Map<List<String>, Integer> wanted = new HashMap<>();
    for (List<String> gram : grams(pair.target(), n)) {
      wanted.merge(gram, 1, Integer::sum);
    }
    long found = 0;
    for (List<String> gram : grams(pair.output(), n)) {
      int left = wanted.getOrDefault(gram, 0);
      if (left > 0) {
        wanted.put(gram, left - 1);
        found++;
      }
    }
    return found;
  }

  /** All n-grams of a sentence in their order. */
  static List<List<String>> grams(List<String> words, int n) {
    List<List<String>> grams = new ArrayList<>();
    for (int k = 0; k + n <= words.size(); k++) {
      grams.add(words.subList(k, k + n));
    }
    return grams;
  }
}
