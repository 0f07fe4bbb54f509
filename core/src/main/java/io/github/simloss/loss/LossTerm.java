package io.github.simloss.loss;

/**
 * One expression of the algebra, for a position with target t and p = softmax(z):
 *
 * <pre>coefficient * - sum_i w(t,i) link(p_i + eps)</pre>
 *
 * <p>With g_i = dL/dp_i the gradient is dL/dz = p * (g - &lt;p, g&gt;). With LOG and eps = 0 that
 * is p * sum_i w(t,i) - w(t,.), to be computed from the log-softmax, stable for logits of +-1e4.
 *
 * @param coefficient what the term is multiplied by
 * @param link log or identity
 * @param epsilon eps &gt;= 0, added after the softmax
 * @param weights w
 * @since 0.1.0
 */
public record LossTerm(double coefficient, Link link, double epsilon, TargetWeights weights) {
  /** Checks the numbers. */
  public LossTerm {
    check(coefficient, epsilon);
  }

  static void check(double coefficient, double epsilon) {
    if (!Double.isFinite(coefficient)) {
      throw new IllegalArgumentException("the coefficient of a loss is " + coefficient);
    }
    if (!(epsilon >= 0) || epsilon > 1) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; it must be in [0, 1]");
    }
  }
}
