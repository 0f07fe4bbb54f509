package io.github.simloss.loss.builtin;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code label-smoothing}: a share a of the target's probability is spread over the whole
 * vocabulary, evenly and whatever the words mean (Szegedy et al., "Rethinking the Inception
 * Architecture for Computer Vision", CVPR 2016):
 *
 * <pre>L_t = -(1 - a) log(p_t + eps) - a/V sum_i log(p_i + eps)</pre>
 *
 * <p>The baseline for what softening as such does: {@code soft-label} softens towards near words.
 *
 * <p>Options: {@code smoothing} a in [0, 1], 0.1 by default; {@code epsilon}, 0 by default; {@code
 * reduction}. The target itself has its part of what is spread: its weight is 1 - a + a/V. Stop
 * words, special tokens and words whose vector is zero stay one-hot, as under every loss.
 *
 * <p>With a = 0 and eps = 0 it is {@code ce}. {@code neighbour-smoothing} over all V words is this
 * with a V/(V-1) in place of a; {@code gaussian-prior} with a large temperature comes near it.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class LabelSmoothing implements LossFactory {
  /** a of the paper, and the usual one since. */
  static final double SMOOTHING = 0.1;

  @Override
  public String name() {
    return "label-smoothing";
  }

  @Override
  public String description() {
    return "cross entropy with a share spread evenly over all words";
  }

  @Override
  public String formula() {
    return """
        L_t = -(1 - a) log(p_t + eps) - a/V sum_i log(p_i + eps),
            a = smoothing""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    int size = context.vocabularySize();
    double smoothing = options.number("smoothing", SMOOTHING, 0, 1);
    double epsilon = options.number("epsilon", 0, 0, 1);
    List<LossTerm> terms = new ArrayList<>();
    if (smoothing < 1) {
      TargetWeights oneHot = new TargetWeights.OneHot(size);
      terms.add(new LossTerm(1 - smoothing, Link.LOG, epsilon, oneHot));
    }
    if (smoothing > 0) {
      OneHotTargets kept = new OneHotTargets(context);
      TargetWeights ones = UniformWeights.ones(size, kept);
      terms.add(new LossTerm(smoothing / size, Link.LOG, epsilon, ones));
      if (!kept.isEmpty()) {
        terms.add(new LossTerm(smoothing, Link.LOG, epsilon, kept.weights()));
      }
    }
    return new ReconstructionLoss(name(), terms, options.reduction());
  }
}
