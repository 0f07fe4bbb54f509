package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.Shaping;

/**
 * {@code tempered-soft-label}: soft labels that are a softmax of the similarities at a temperature:
 *
 * <pre>
 * L_t = -sum_k y(t,k) log(p_k + eps),   y(t,k) = exp(sim(t,k) / T) / sum_j exp(sim(t,j) / T)
 * </pre>
 *
 * <p>over the N nearest words, the target among them. The temperature is that of Hinton, Vinyals
 * and Dean, "Distilling the Knowledge in a Neural Network" (2015), with the similarities of
 * Kovaleva, Rumshisky and Romanov (EMNLP 2018) for the teacher's logits. Cosines of one target's
 * neighbours lie close together, so that {@code soft-label} gives them nearly equal parts; T says
 * how much the differences count.
 *
 * <p>Options: {@code temperature} T in [1e-6, 1e6], 0.1 by default; {@code neighbours} N of at
 * least 1, 5 by default; {@code floor} and {@code power}, which shape the similarities first as
 * {@link Shaping} says (a word below the floor has no part), none by default; {@code epsilon}, 1e-5
 * by default as for {@code soft-label}; {@code reduction}. Stop words, special tokens and words
 * whose vector is zero stay one-hot. Weights are never negative, whatever the similarities.
 *
 * <p>T towards 0, or N = 1, gives {@code ce} (with eps = 0; words with one and the same vector
 * share); T towards infinity gives each of the N words 1/N, which is {@code neighbour-smoothing}
 * with a = (N-1)/N. Immutable.
 *
 * @since 0.1.0
 */
public final class TemperedSoftLabel implements LossFactory {
  @Override
  public String name() {
    return "tempered-soft-label";
  }

  @Override
  public String description() {
    return "soft labels by a softmax of similarities";
  }

  @Override
  public String formula() {
    return """
        L_t = -sum_k y(t,k) log(p_k + eps),
            y(t,k) = exp(sim(t,k)/T) / sum_j exp(sim(t,j)/T)
            over the N nearest words, N = neighbours, T = temperature""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    double temperature = options.number("temperature", 0.1, 1e-6, 1e6);
    int neighbours = options.neighbours(context);
    double epsilon = options.number("epsilon", WeightedCrossEntropy.PUBLISHED_EPSILON, 0, 1);
    Shaping shaping = ShapingOptions.floorAndPower(options, context);
    TargetWeights weights =
        NeighbourWeights.of(context, neighbours, shaping, scores -> softmax(scores, temperature));
    return ReconstructionLoss.of(name(), Link.LOG, epsilon, weights, options.reduction());
  }

  /** The softmax of scores / T; stable for any T. */
  static double[] softmax(double[] scores, double temperature) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double[] p = new double[scores.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp((scores[k] - max) / temperature);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
