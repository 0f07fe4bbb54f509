package io.github.simloss.loss;

/**
 * What is applied to a probability before it is weighed: L_t = - sum_i w(t,i) link(p_i + eps).
 *
 * @since 0.1.0
 */
public enum Link {
  /** The natural logarithm, as in cross entropy; with eps = 0 it is the log-softmax, exactly. */
  LOG,
  /** The probability itself, as in weighted similarity; the loss is then negative by nature. */
  IDENTITY
}
