package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.Shaping;
import java.util.Arrays;

/**
 * {@code soft-label}: L_t = -sum_i y(t,i) log(p_i + eps) with y(t,i) = sim(t,i) / sum over the N
 * nearest words, t among them, and 0 elsewhere (Kovaleva, Rumshisky and Romanov, EMNLP 2018). Stop
 * words and special tokens stay one-hot, as does a word whose vector is zero.
 *
 * <p>Options: {@code neighbours} N; {@code normalize}, without which y is the similarity itself;
 * {@code fallback}: a target whose similarities sum to 0 or less, which needs an N near V, stays
 * one-hot. Without it they are divided by that sum as in the published code, which then rewards the
 * least similar words; {@code floor}, {@code power} and {@code temperature}, which shape the
 * similarities first as {@link Shaping} says, and are none by default.
 *
 * <p>With N = 1 and eps = 0 it is {@code ce}; with N = V and {@code normalize=false} it is {@code
 * weighted-ce}. Immutable.
 *
 * @since 0.1.0
 */
public final class SoftLabel implements LossFactory {
  /** Its name. */
  public static final String NAME = "soft-label";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the target's probability shared with its nearest words";
  }

  @Override
  public String formula() {
    return """
        L_t = -sum_k y(t,k) log(p_k + eps),
            y(t,k) = sim(t,k) / sum_j sim(t,j)
            over the N nearest words, N = neighbours""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    int neighbours = options.neighbours(context);
    boolean normalize = options.flag("normalize", true);
    boolean fallback = options.flag("fallback", true);
    double epsilon = options.number("epsilon", WeightedCrossEntropy.PUBLISHED_EPSILON, 0, 1);
    Shaping shaping = ShapingOptions.all(options, context);
    TargetWeights weights =
        NeighbourWeights.of(
            context, neighbours, shaping, row -> weights(row, normalize, fallback, false));
    return ReconstructionLoss.of(name(), Link.LOG, epsilon, weights, options.reduction());
  }

  /**
   * The weights of one target's neighbours.
   *
   * @param similarities sim(t, .) of the N nearest words, t itself first
   * @param normalize whether they are divided by their sum
   * @param fallback whether the target stays one-hot if that sum is 0 or less; it always does if it
   *     is 0
   * @param oneHot whether the target stays one-hot in any case
   * @return N weights
   */
  public static double[] weights(
      double[] similarities, boolean normalize, boolean fallback, boolean oneHot) {
    double sum = Arrays.stream(similarities).sum();
    double[] weights = new double[similarities.length];
    if (oneHot || (normalize && (sum == 0 || (fallback && sum < 0)))) {
      weights[0] = 1;
      return weights;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] = normalize ? similarities[k] / sum : similarities[k];
    }
    return weights;
  }
}
