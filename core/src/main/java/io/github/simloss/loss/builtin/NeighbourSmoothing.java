package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.Shaping;

/**
 * {@code neighbour-smoothing}: the target keeps 1 - a of its probability and its nearest words
 * share a:
 *
 * <pre>
 * L_t = -(1 - a) log(p_t + eps) - a sum_k s_k log(p_k + eps),   k over the N - 1 nearest words
 * s_k = 1 / (N - 1), or if proportional max(0, sim(t,k)) / sum_j max(0, sim(t,j))
 * </pre>
 *
 * <p>Label smoothing (Szegedy et al., CVPR 2016) made to respect meaning as in Kovaleva, Rumshisky
 * and Romanov (EMNLP 2018), but with a target whose share does not depend on how near its
 * neighbours are.
 *
 * <p>Options: {@code smoothing} a in [0, 1], 0.1 by default; {@code neighbours} N of at least 1,
 * the target included, 5 by default; {@code proportional}, whether near words get more, false by
 * default; {@code floor}, {@code power} and {@code temperature}, which shape the similarities first
 * as {@link Shaping} says (a word below the floor has no share), none by default; {@code epsilon},
 * 0 by default; {@code reduction}. Stop words, special tokens and words whose vector is zero stay
 * one-hot; so does, if proportional, a word none of whose neighbours has a similarity above 0.
 *
 * <p>With a = 0 or N = 1, and eps = 0, it is {@code ce}; with N = V and a = b (V-1)/V it is {@code
 * label-smoothing} of b. {@code soft-label} is its proportional form with an a that each target
 * sets for itself: 1 - 1 / sum of its similarities. Immutable.
 *
 * @since 0.1.0
 */
public final class NeighbourSmoothing implements LossFactory {
  @Override
  public String name() {
    return "neighbour-smoothing";
  }

  @Override
  public String description() {
    return "cross entropy with a share for the nearest words";
  }

  @Override
  public String formula() {
    return """
        L_t = -(1 - a) log(p_t + eps) - a sum_k s_k log(p_k + eps)
            over the N - 1 nearest words besides t, a = smoothing, N = neighbours
        s_k = 1/(N-1), or if proportional
            max(0, sim(t,k)) / sum_j max(0, sim(t,j))""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    double smoothing = options.number("smoothing", LabelSmoothing.SMOOTHING, 0, 1);
    int neighbours = options.neighbours(context);
    boolean proportional = options.flag("proportional", false);
    double epsilon = options.number("epsilon", 0, 0, 1);
    Shaping shaping = ShapingOptions.all(options, context);
    TargetWeights weights =
        NeighbourWeights.of(
            context,
            neighbours,
            shaping,
            similarities -> shares(similarities, smoothing, proportional));
    return ReconstructionLoss.of(name(), Link.LOG, epsilon, weights, options.reduction());
  }

  private static double[] shares(double[] similarities, double smoothing, boolean proportional) {
    double[] weights = new double[similarities.length];
    double sum = 0;
    for (int k = 1; k < weights.length; k++) {
      weights[k] = proportional ? Math.max(0, similarities[k]) : 1;
      sum += weights[k];
    }
    if (!(sum > 0)) {
      weights[0] = 1;
      return weights;
    }
    for (int k = 1; k < weights.length; k++) {
      weights[k] *= smoothing / sum;
    }
    weights[0] = 1 - smoothing;
    return weights;
  }
}
