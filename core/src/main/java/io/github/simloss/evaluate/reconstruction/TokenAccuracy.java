package io.github.simloss.evaluate.reconstruction;

import java.util.List;

/**
 * The share of target words that the output has at the same position. Words that the output lacks
 * count as wrong, words beyond the target's end are not counted. Immutable.
 *
 * @since 0.1.0
 */
final class TokenAccuracy implements ReconstructionMetric {
  @Override
  public String name() {
    return "tokenAccuracy";
  }

  @Override
  public String definition() {
    return "share of target words that the output has at the same position";
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
    long all = 0;
    long right = 0;
    for (TokenPair pair : pairs) {
      for (int k = 0; k < pair.target().size(); k++) {
        all++;
        right += pair.isRight(k) ? 1 : 0;
      }
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }

  @Override
  public double[] share(TokenPair pair) {
    int right = 0;
    for (int k = 0; k < pair.target().size(); k++) {
      right += pair.isRight(k) ? 1 : 0;
    }
    return new double[] {right, pair.target().size()};
  }
}
