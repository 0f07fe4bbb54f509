package io.github.simloss.loss;

import java.util.List;

/**
 * The losses by their definition, in double precision and plain Java: slow, obvious, and the oracle
 * that every engine is tested against. For a position with target t and p = softmax(z):
 *
 * <pre>
 * L_t = - sum_i w(t,i) link(p_i + eps)
 * g_i = dL/dp_i,   dL/dz = p * (g - &lt;p, g&gt;)
 * </pre>
 *
 * <p>LOG with eps = 0 is taken from the log-softmax: L_t = - sum_i w(t,i) log p_i and dL/dz = p *
 * sum_i w(t,i) - w(t,.), which holds for logits of any size. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ReferenceLoss {
  private final List<Term> terms;
  private final Reduction reduction;

  /**
   * A {@link LossTerm} whose weights are double.
   *
   * @param coefficient what the term is multiplied by
   * @param link log or identity
   * @param epsilon eps &gt;= 0
   * @param weights w
   */
  public record Term(double coefficient, Link link, double epsilon, WeightRows weights) {
    /** Checks the numbers. */
    public Term {
      LossTerm.check(coefficient, epsilon);
    }
  }

  /**
   * A reduced loss and its gradient.
   *
   * @param value the loss
   * @param gradient dL/dz, row-major, positions x V; zero for padding
   */
  public record Value(double value, double[] gradient) {}

  /**
   * A sum of terms.
   *
   * @param terms at least one
   * @param reduction how positions become one number
   */
  public ReferenceLoss(List<Term> terms, Reduction reduction) {
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a loss has no term");
    }
    this.terms = List.copyOf(terms);
    this.reduction = reduction;
  }

  /** The oracle of a loss that engines run. */
  public static ReferenceLoss of(ReconstructionLoss loss) {
    return new ReferenceLoss(
        loss.terms().stream()
            .map(
                term ->
                    new Term(
                        term.coefficient(),
                        term.link(),
                        term.epsilon(),
                        WeightRows.of(term.weights())))
            .toList(),
        loss.reduction());
  }

  /** How positions become one number. */
  public Reduction reduction() {
    return reduction;
  }

  /**
   * The loss of a batch of positions.
   *
   * @param logits z, row-major, positions x V
   * @param targets one id a position, each in [0, V) or padding
   * @param paddingId the id whose positions cost nothing; any number, also outside [0, V)
   * @return value and gradient; 0 and zeros if all is padding
   * @throws IllegalArgumentException if the shapes disagree or a target is neither, naming both
   */
  public Value evaluate(double[] logits, int[] targets, int paddingId) {
    boolean rows = targets.length == 0 ? logits.length == 0 : logits.length % targets.length == 0;
    if (!rows) {
      throw new IllegalArgumentException(
          logits.length + " logits are not a row for each of " + targets.length + " targets");
    }
    int size = targets.length == 0 ? 0 : logits.length / targets.length;
    double[] gradient = new double[logits.length];
    long tokens = 0;
    for (int n = 0; n < targets.length; n++) {
      if (targets[n] != paddingId) {
        requireId(targets[n], n, size);
        tokens++;
      }
    }
    if (tokens == 0) {
      return new Value(0, gradient);
    }
    double scale = 1.0 / reduction.divisor((double) tokens, targets.length);
    double sum = 0;
    for (int n = 0; n < targets.length; n++) {
      if (targets[n] != paddingId) {
        double[] row = new double[size];
        double[] rowGradient = new double[size];
        System.arraycopy(logits, n * size, row, 0, size);
        sum += position(row, targets[n], rowGradient);
        for (int i = 0; i < size; i++) {
          gradient[n * size + i] = rowGradient[i] * scale;
        }
      }
    }
    return new Value(sum * scale, gradient);
  }

  /**
   * The loss of a batch of positions, each of which costs something.
   *
   * @param logits z, row-major, positions x V
   * @param targets one id a position, each in [0, V)
   * @return value and gradient
   * @throws IllegalArgumentException if the shapes disagree or a target is no id, naming both
   */
  public Value evaluate(double[] logits, int[] targets) {
    for (int n = 0; n < targets.length; n++) {
      requireId(targets[n], n, logits.length / targets.length);
    }
    // No id, so that it pads nothing.
    return evaluate(logits, targets, -1);
  }

  private static void requireId(int target, int position, int size) {
    if (target < 0 || target >= size) {
      throw new IllegalArgumentException(
          "target " + target + " at position " + position + " is outside [0, " + size + ")");
    }
  }

  /**
   * The loss of one position, not reduced.
   *
   * @param logits z, V values
   * @param target t, in [0, V)
   * @param gradient V values that dL/dz is added to
   * @return L_t
   * @throws IllegalArgumentException if the target is no id, or the arrays have not V values
   */
  public double position(double[] logits, int target, double[] gradient) {
    requireId(target, 0, logits.length);
    if (gradient.length != logits.length) {
      throw new IllegalArgumentException(
          "a gradient of " + gradient.length + " values for " + logits.length + " logits");
    }
    double[] logP = logSoftmax(logits);
    double value = 0;
    for (Term term : terms) {
      double[] w = term.weights().row(target);
      if (w.length != logits.length) {
        throw new IllegalArgumentException(
            "a row of " + w.length + " weights does not fit " + logits.length + " logits");
      }
      value += term.coefficient() * value(term, w, logP);
      double[] g = gradient(term, w, logP);
      for (int i = 0; i < g.length; i++) {
        gradient[i] += term.coefficient() * g[i];
      }
    }
    return value;
  }

  private static double value(Term term, double[] w, double[] logP) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      if (w[i] != 0) {
        double p = Math.exp(logP[i]) + term.epsilon();
        double logarithm = term.epsilon() == 0 ? logP[i] : Math.log(p);
        sum += w[i] * (term.link() == Link.LOG ? logarithm : p);
      }
    }
    return -sum;
  }

  private static double[] gradient(Term term, double[] w, double[] logP) {
    int size = w.length;
    double[] dz = new double[size];
    double inner = 0;
    if (term.link() == Link.LOG && term.epsilon() == 0) {
      // p * g is -w itself, even where p underflows.
      for (int i = 0; i < size; i++) {
        dz[i] = -w[i];
        inner -= w[i];
      }
    } else {
      for (int i = 0; i < size; i++) {
        double p = Math.exp(logP[i]);
        double g = term.link() == Link.LOG ? -w[i] / (p + term.epsilon()) : -w[i];
        dz[i] = p * g;
        inner += p * g;
      }
    }
    for (int i = 0; i < size; i++) {
      dz[i] -= Math.exp(logP[i]) * inner;
    }
    return dz;
  }

  private static double[] logSoftmax(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double z : logits) {
      max = Math.max(max, z);
    }
    double sum = 0;
    for (double z : logits) {
      sum += Math.exp(z - max);
    }
    double logSum = max + Math.log(sum);
    double[] logP = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logP[i] = logits[i] - logSum;
    }
    return logP;
  }
}
