package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;

/**
 * {@code weighted-sim}: L_t = -sum_i sim(t,i) (p_i + eps), the expected similarity with its sign
 * turned (Kovaleva, Rumshisky and Romanov, EMNLP 2018). Negative by nature: -1 at best, up to the
 * small constant eps * sum_i sim(t,i). Its options, and the words that stay one-hot, are those of
 * {@link WeightedCrossEntropy}. Immutable.
 *
 * @since 0.1.0
 */
public final class WeightedSimilarity implements LossFactory {
  @Override
  public String name() {
    return "weighted-sim";
  }

  @Override
  public String description() {
    return "the expected similarity of output and target, negated";
  }

  @Override
  public String formula() {
    return "L_t = -sum_i sim(t,i) (p_i + eps)";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    return WeightedCrossEntropy.weighted(name(), Link.IDENTITY, options, context);
  }
}
