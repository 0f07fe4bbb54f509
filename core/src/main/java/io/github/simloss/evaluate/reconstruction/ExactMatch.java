package io.github.simloss.evaluate.reconstruction;

import java.util.List;

/**
 * The share of sentences whose output is the target, word for word. Immutable.
 *
 * @since 0.1.0
 */
final class ExactMatch implements ReconstructionMetric {
  @Override
  public String name() {
    return "exactMatch";
  }

  @Override
  public String definition() {
    return "share of sentences whose output is the target, word for word";
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
    if (pairs.isEmpty()) {
      return Double.NaN;
    }
    long right = pairs.stream().filter(pair -> pair.target().equals(pair.output())).count();
    return (double) right / pairs.size();
  }

  @Override
  public double[] share(TokenPair pair) {
    return new double[] {pair.target().equals(pair.output()) ? 1 : 0, 1};
  }
}
