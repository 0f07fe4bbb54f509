package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.List;

/**
 * {@code weighted-ce}: L_t = -sum_i sim(t,i) log(p_i + eps) over the whole vocabulary (Kovaleva,
 * Rumshisky and Romanov, EMNLP 2018). Equal to {@code soft-label} with N = V and raw similarities.
 * Stop words and special tokens stay one-hot as targets, as does a word whose vector is zero.
 *
 * <p>Options: {@code epsilon}; {@code floor}, {@code power} and {@code temperature}, which shape
 * the similarities first as {@link io.github.simloss.similarity.Shaping} says. Shaped similarities
 * are a table of V x V, so that they need a V below 11,586. Immutable.
 *
 * @since 0.1.0
 */
public final class WeightedCrossEntropy implements LossFactory {
  /** eps of the published losses, added after the softmax. */
  static final double PUBLISHED_EPSILON = 1e-5;

  @Override
  public String name() {
    return "weighted-ce";
  }

  @Override
  public String description() {
    return "cross entropy with every word weighed by its similarity to the target";
  }

  @Override
  public String formula() {
    return "L_t = -sum_i sim(t,i) log(p_i + eps)";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    return weighted(name(), Link.LOG, options, context);
  }

  /** What the two losses over the whole vocabulary share. */
  static ReconstructionLoss weighted(
      String name, Link link, LossOptions options, LossContext context) {
    double epsilon = options.number("epsilon", PUBLISHED_EPSILON, 0, 1);
    List<LossTerm> terms =
        WholeVocabularyWeights.of(name, context, ShapingOptions.all(options, context)).stream()
            .map(weights -> new LossTerm(1, link, epsilon, weights))
            .toList();
    return new ReconstructionLoss(name, terms, options.reduction());
  }
}
