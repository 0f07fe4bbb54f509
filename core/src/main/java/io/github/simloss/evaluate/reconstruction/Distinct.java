package io.github.simloss.evaluate.reconstruction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Distinct-n: different n-grams of all outputs over their number. A model that says the same few
 * things about every sentence has a low one; compare only over the same sentences, for it falls as
 * they grow in number.
 *
 * <p>Li et al., <i>A Diversity-Promoting Objective Function for Neural Conversation Models</i>
 * (NAACL 2016). Immutable.
 *
 * @since 0.1.0
 */
final class Distinct implements ReconstructionMetric {
  private final int n;

  /**
   * @param n words in a gram, at least 1
   */
  public Distinct(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n is " + n + "; it must be at least 1");
    }
    this.n = n;
  }

  @Override
  public String name() {
    return "distinct" + n;
  }

  @Override
  public String definition() {
    return "different " + n + "-grams of all outputs over their number";
  }

  @Override
  public double lowest() {
    return 0;
  }

  @Override
  public double highest() {
    return 1;
  }

  @Override
  public boolean greaterIsBetter() {
    return true;
  }

  @Override
  public double of(List<TokenPair> pairs) {
    Set<List<String>> different = new HashSet<>();
    long all = 0;
    for (TokenPair pair : pairs) {
      List<List<String>> grams = Bleu.grams(pair.output(), n);
      different.addAll(grams);
      all += grams.size();
    }
    return all == 0 ? Double.NaN : (double) different.size() / all;
  }
}
