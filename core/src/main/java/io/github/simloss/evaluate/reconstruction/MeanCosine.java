package io.github.simloss.evaluate.reconstruction;

import java.util.List;

/**
 * The cosine of each target word and the output's word at its position, averaged over all target
 * words. A word that the output lacks, or that has no vector, counts 0; the right word 1. Safe for
 * use by several threads if its word similarity is.
 *
 * @since 0.1.0
 */
final class MeanCosine implements ReconstructionMetric {
  private final WordSimilarity similarity;

  /**
   * @param similarity of words
   */
  public MeanCosine(WordSimilarity similarity) {
    this.similarity = similarity;
  }

  @Override
  public String name() {
    return "meanCosine";
  }

  @Override
  public String definition() {
    return "mean cosine of target words and the output's words at their positions; 0 where none is";
  }

  @Override
  public double lowest() {
    return -1;
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
    long all = 0;
    double sum = 0;
    for (TokenPair pair : pairs) {
      for (int k = 0; k < pair.target().size(); k++) {
        all++;
        String word = pair.outputAt(k);
        sum += word == null ? 0 : similarity.cosine(pair.target().get(k), word);
      }
    }
    return all == 0 ? Double.NaN : sum / all;
  }

  @Override
  public double[] share(TokenPair pair) {
    double value = of(List.of(pair));
    return new double[] {
      pair.target().isEmpty() ? 0 : value * pair.target().size(), pair.target().size()
    };
  }
}
