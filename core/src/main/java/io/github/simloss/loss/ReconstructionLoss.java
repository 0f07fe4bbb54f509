package io.github.simloss.loss;

import java.util.List;

/**
 * A loss an engine can run: a sum of {@link LossTerm}s over one vocabulary, reduced over positions.
 * Nearly every loss is one term; a mixture has two. A padded target costs nothing and has no
 * gradient; a batch of padding alone costs 0.
 *
 * @param name the loss's name, for reports
 * @param terms at least one; all over the same V
 * @param reduction how positions become one number
 * @since 0.1.0
 */
public record ReconstructionLoss(String name, List<LossTerm> terms, Reduction reduction) {
  /** Checks that the terms agree. */
  public ReconstructionLoss {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("loss '" + name + "' has no term");
    }
    int size = terms.get(0).weights().vocabularySize();
    for (LossTerm term : terms) {
      if (term.weights().vocabularySize() != size) {
        throw new IllegalArgumentException(
            "loss '"
                + name
                + "' mixes vocabularies of "
                + size
                + " and "
                + term.weights().vocabularySize()
                + " words");
      }
    }
  }

  /**
   * A loss of one term.
   *
   * @param name the loss's name
   * @param link log or identity
   * @param epsilon eps
   * @param weights w
   * @param reduction how positions become one number
   */
  public static ReconstructionLoss of(
      String name, Link link, double epsilon, TargetWeights weights, Reduction reduction) {
    return new ReconstructionLoss(
        name, List.of(new LossTerm(1, link, epsilon, weights)), reduction);
  }

  /** Cross entropy over V words: log link, one-hot, eps = 0, token-mean. */
  public static ReconstructionLoss crossEntropy(int vocabularySize) {
    return of("ce", Link.LOG, 0, new TargetWeights.OneHot(vocabularySize), Reduction.TOKEN_MEAN);
  }

  /**
   * The weights of all words for a target: those of the terms, each times its coefficient, added
   * up.
   *
   * @param target t, in [0, V)
   * @return V values
   * @throws IndexOutOfBoundsException if the target is no id
   */
  public double[] weights(int target) {
    double[] sum = new double[vocabularySize()];
    double[] row = new double[sum.length];
    for (LossTerm term : terms) {
      term.weights().row(target, row);
      for (int i = 0; i < row.length; i++) {
        sum[i] += term.coefficient() * row[i];
      }
    }
    return sum;
  }

  /** V, the width of the logits. */
  public int vocabularySize() {
    return terms.get(0).weights().vocabularySize();
  }
}
