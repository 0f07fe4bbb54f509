package io.github.simloss.loss.builtin;

import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;

/**
 * {@code ce}: L_t = -log p_t, the exact log-softmax. The baseline: every wrong word costs the same.
 * Always reduced by token-mean, as published. Immutable.
 *
 * @since 0.1.0
 */
public final class CrossEntropy implements LossFactory {
  @Override
  public String name() {
    return "ce";
  }

  @Override
  public String description() {
    return "cross entropy: every wrong word costs the same";
  }

  @Override
  public String formula() {
    return "L_t = -log p_t";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    return ReconstructionLoss.crossEntropy(context.vocabularySize());
  }
}
