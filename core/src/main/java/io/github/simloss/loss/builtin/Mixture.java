package io.github.simloss.loss.builtin;

import io.github.simloss.SimlossException;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mixture}: a similarity loss and cross entropy, one beside the other:
 *
 * <pre>L_t = a S_t - (1 - a) log p_t</pre>
 *
 * <p>with S any other loss by its name. A similarity loss alone does not say which of the near
 * words was meant ({@code weighted-sim} and {@code weighted-ce} least of all); the share of cross
 * entropy does.
 *
 * <p>Options: {@code alpha} a in [0, 1], 0.5 by default; {@code similarity}, the name of S, {@code
 * soft-label} by default; {@code reduction}, of the whole; and every option of S, for S. The cross
 * entropy is exact, without eps.
 *
 * <p>With a = 0 it is {@code ce}, with a = 1 it is S. With {@code label-smoothing} of b it is
 * {@code label-smoothing} of a b. The similarity losses are those of Kovaleva, Rumshisky and
 * Romanov (EMNLP 2018). Immutable.
 *
 * @since 0.1.0
 */
public final class Mixture implements LossFactory {
  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public String description() {
    return "alpha * another loss + (1 - alpha) * ce, with every option of the other loss";
  }

  @Override
  public String formula() {
    return """
        L_t = a S_t - (1 - a) log p_t,
            a = alpha, S = the loss that similarity names""";
  }

  @Override
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    double alpha = options.number("alpha", 0.5, 0, 1);
    String similarity = options.text("similarity", "soft-label");
    if (similarity.equals(name())) {
      throw new SimlossException(
          "option 'similarity' of loss 'mixture' is mixture itself; name another loss");
    }
    // Made even for alpha = 0, so that its options are checked.
    ReconstructionLoss other = Losses.discover().get(similarity).create(options, context);
    List<LossTerm> terms = new ArrayList<>();
    if (alpha > 0) {
      for (LossTerm term : other.terms()) {
        double coefficient = alpha * term.coefficient();
        terms.add(new LossTerm(coefficient, term.link(), term.epsilon(), term.weights()));
      }
    }
    if (alpha < 1) {
      TargetWeights oneHot = new TargetWeights.OneHot(context.vocabularySize());
      terms.add(new LossTerm(1 - alpha, Link.LOG, 0, oneHot));
    }
    return new ReconstructionLoss(name(), terms, options.reduction());
  }
}
