package io.github.simloss.loss;

/**
 * The weights w(t, .) of a target in double precision, however they are come by.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WeightRows {

  /**
   * One row.
   *
   * @param target t, in [0, V)
   * @return V weights, the caller's own copy
   */
  double[] row(int target);

  /** The rows of a structure that engines use. */
  static WeightRows of(TargetWeights weights) {
    return target -> {
      double[] row = new double[weights.vocabularySize()];
      weights.row(target, row);
      return row;
    };
  }
}
