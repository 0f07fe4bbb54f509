package io.github.simloss.evaluate.reconstruction;

import java.util.List;

/**
 * Of the wrong words, the share that are among the target's nearest N: what similarity-based losses
 * are for. A target word at whose position the output has no word is not counted, for no word was
 * put in its place. Safe for use by several threads if its word similarity is.
 *
 * @since 0.1.0
 */
final class NearSynonymRate implements ReconstructionMetric {
  private final WordSimilarity similarity;

  /**
   * @param similarity of words, which knows N
   */
  public NearSynonymRate(WordSimilarity similarity) {
    this.similarity = similarity;
  }

  @Override
  public String name() {
    return "nearSynonymRate";
  }

  @Override
  public String definition() {
    return "share of wrong words that are among the target's nearest "
        + similarity.neighbours()
        + " (itself counted)";
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
    long wrong = 0;
    long near = 0;
    for (TokenPair pair : pairs) {
      for (int k = 0; k < Math.min(pair.target().size(), pair.output().size()); k++) {
        if (!pair.isRight(k)) {
          wrong++;
          near += similarity.isNear(pair.target().get(k), pair.output().get(k)) ? 1 : 0;
        }
      }
    }
    return wrong == 0 ? Double.NaN : (double) near / wrong;
  }

  @Override
  public double[] share(TokenPair pair) {
    int wrong = 0;
    int near = 0;
    for (int k = 0; k < Math.min(pair.target().size(), pair.output().size()); k++) {
      if (!pair.isRight(k)) {
        wrong++;
        near += similarity.isNear(pair.target().get(k), pair.output().get(k)) ? 1 : 0;
      }
    }
    return new double[] {near, wrong};
  }
}
