package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.Shaping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code gaussian-prior}: cross entropy with a prior over words that falls with their rank among
 * the target's neighbours (D2GPo: Li et al., "Data-dependent Gaussian Prior Objective for Language
 * Generation", ICLR 2020):
 *
 * <pre>
 * L_t = -(1 - c) log(p_t + eps) - c T^2 sum_i q(t,i) log(p_i + eps)
 * q(t,i) = exp(f(r) / T) / sum_j exp(f(r_j) / T),   r = rank of i by similarity to t, 0 for t
 * f(r) = exp(-r^2 / (2 s^2)) / (s sqrt(2 pi))
 * </pre>
 *
 * <p>The paper's term is the divergence KL(q || p), which differs from this by the entropy of q, a
 * constant without gradient. Similarities count by their order alone.
 *
 * <p>Options, with the authors' defaults: {@code prior} c in [0, 1], 0.1; {@code deviation} s in
 * [0.01, 100], 1; {@code temperature} T in [1e-3, 1e3], 2; {@code width}: over how many nearest
 * words q is spread, 0 (the default) for all V; {@code floor}: words less similar have no rank, -1
 * (the default) for none; {@code epsilon}, 0; {@code reduction}. Stop words, special tokens and
 * words whose vector is zero have no ranks: the target has all of q.
 *
 * <p>Over all V words q is a constant plus a few near words, since f is nearly 0 beyond some ranks;
 * so it is one rank-1 and one sparse structure, never V x V. With the default T = 2 and s = 1 the
 * target has 1.22 times the prior of a far word, so that most of q is uniform: it is near {@code
 * label-smoothing}. A {@code width} of some words keeps the prior among neighbours. With c = 0 and
 * eps = 0 it is {@code ce}. Immutable.
 *
 * @since 0.1.0
 */
public final class GaussianPrior implements LossFactory {
  /** f(9 s) is 3e-18 of f(0): nothing in double precision. */
  private static final double DEVIATIONS = 9;

  @Override
  public String name() {
    return "gaussian-prior";
  }

  @Override
  public String description() {
    return "cross entropy with a prior by rank among the neighbours, D2GPo";
  }

  @Override
  public String formula() {
    return """
        L_t = -(1 - c) log(p_t + eps) - c T^2 sum_i q(t,i) log(p_i + eps)
        q(t,i) = exp(f(r)/T) / sum_j exp(f(r_j)/T),
            r = rank of i by similarity to t, 0 for t itself
        f(r)   = exp(-r^2 / (2 s^2)) / (s sqrt(2 pi))
            c = prior, T = temperature, s = deviation""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    double prior = options.number("prior", 0.1, 0, 1);
    double deviation = options.number("deviation", 1, 0.01, 100);
    double temperature = options.number("temperature", 2, 1e-3, 1e3);
    int width = options.integer("width", 0, 0, Integer.MAX_VALUE);
    double epsilon = options.number("epsilon", 0, 0, 1);
    Shaping shaping = ShapingOptions.floor(options, context);
    int size = context.vocabularySize();
    double share = prior * temperature * temperature;
    List<LossTerm> terms = new ArrayList<>();
    if (prior < 1) {
      terms.add(new LossTerm(1 - prior, Link.LOG, epsilon, new TargetWeights.OneHot(size)));
    }
    if (prior > 0 && width > 0) {
      TargetWeights near =
          NeighbourWeights.of(
              context,
              width,
              shaping,
              row -> TemperedSoftLabel.softmax(densities(row.length, deviation), temperature));
      terms.add(new LossTerm(share, Link.LOG, epsilon, near));
    } else if (prior > 0) {
      int ranks = (int) Math.min(size, Math.ceil(DEVIATIONS * deviation) + 1);
      double[] scores = densities(ranks, deviation);
      for (int r = 0; r < ranks; r++) {
        scores[r] /= temperature;
      }
      addWholeVocabulary(terms, scores, share, epsilon, context, shaping);
    }
    return new ReconstructionLoss(name(), terms, options.reduction());
  }

  /**
   * q as a sum: the same for every word, and more for near ones.
   *
   * @param scores f(r) / T of the nearest words; 0 for all others
   */
  private static void addWholeVocabulary(
      List<LossTerm> terms,
      double[] scores,
      double share,
      double epsilon,
      LossContext context,
      Shaping shaping) {
    int size = context.vocabularySize();
    double max = scores[0];
    double sum = (size - scores.length) * Math.exp(-max);
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    double far = Math.exp(-max) / sum;
    double[] above = new double[scores.length];
    for (int r = 0; r < above.length; r++) {
      // exp(score) - exp(0), without the cancellation.
      above[r] = -Math.exp(scores[r] - max) * Math.expm1(-scores[r]) / sum;
    }
    TargetWeights near =
        NeighbourWeights.of(context, above.length, shaping, row -> firstRanks(above, row.length));
    if (far > 0) {
      TargetWeights ones = UniformWeights.ones(size, new OneHotTargets(context));
      terms.add(new LossTerm(share * far, Link.LOG, epsilon, ones));
    }
    terms.add(new LossTerm(share, Link.LOG, epsilon, near));
  }

  /** The first ranks; what the others would have goes to the target. */
  private static double[] firstRanks(double[] above, int count) {
    double[] first = Arrays.copyOf(above, count);
    for (int r = count; r < above.length; r++) {
      first[0] += above[r];
    }
    return first;
  }

  /** f(0) .. f(count - 1). */
  private static double[] densities(int count, double deviation) {
    double[] f = new double[count];
    for (int r = 0; r < count; r++) {
      double x = r / deviation;
      f[r] = Math.exp(-0.5 * x * x) / (deviation * Math.sqrt(2 * Math.PI));
    }
    return f;
  }
}
