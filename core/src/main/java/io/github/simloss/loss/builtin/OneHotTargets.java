package io.github.simloss.loss.builtin;

import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/**
 * The targets that weigh themselves alone whatever the loss, beside a structure over the whole
 * vocabulary: there their rows are zero, and a term of one word a target gives them their weight.
 */
final class OneHotTargets {
  private final boolean[] oneHot;
  private final boolean any;

  OneHotTargets(LossContext context) {
    oneHot = new boolean[context.vocabularySize()];
    boolean found = false;
    for (int word = 0; word < oneHot.length; word++) {
      oneHot[word] = context.isOneHot(word);
      found |= oneHot[word];
    }
    any = found;
  }

  /** Whether there is none, so that no term is needed for them. */
  boolean isEmpty() {
    return !any;
  }

  boolean contains(int word) {
    return oneHot[word];
  }

  /** w(t, t) = 1 for these, nothing for all others. */
  TargetWeights.Sparse weights() {
    int[] ids = new int[oneHot.length];
    Arrays.setAll(ids, word -> word);
    float[] weights = new float[oneHot.length];
    for (int word = 0; word < weights.length; word++) {
      weights[word] = oneHot[word] ? 1 : 0;
    }
    return new TargetWeights.Sparse(oneHot.length, 1, ids, weights);
  }

  /**
   * The product of some factors, without the rows of these targets.
   *
   * @param rank d
   * @param factors row-major V x d; not changed
   */
  TargetWeights.Factored product(int rank, float[] factors) {
    float[] targets = factors;
    for (int word = 0; word < oneHot.length; word++) {
      if (oneHot[word] && !isZero(factors, word * rank, rank)) {
        // Copied only if it must be: the array may be as large as the vector file.
        targets = targets == factors ? factors.clone() : targets;
        Arrays.fill(targets, word * rank, (word + 1) * rank, 0);
      }
    }
    return new TargetWeights.Factored(oneHot.length, rank, targets, factors);
  }

  private static boolean isZero(float[] values, int from, int count) {
    for (int k = from; k < from + count; k++) {
      if (values[k] != 0) {
        return false;
      }
    }
    return true;
  }
}
