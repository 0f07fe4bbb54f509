package io.github.simloss.evaluate.linear;

/**
 * Learns scores as SentEval does for SICK-R (Tai, Socher and Manning, ACL 2015): the softmax of a
 * linear function of standardized features is a distribution over {@link Grades}, its mean the
 * answer. Minimizes {@code |W|^2 / 2 + C sum_i KL(t_i || softmax(W x_i + b))}, where {@code t_i} is
 * the label as a distribution, without a penalty on b, by L-BFGS. Safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class GradedRegression {
  private static final double EPSILON = 2e-3;
  private static final int ITERATIONS = 200;

  private final FeatureTable table;
  private final double[] scores;
  private final Grades grades;

  /**
   * Takes in examples once; they are then named by their rows.
   *
   * @param features one row an example, all of one length; not to be changed any more
   * @param scores of each row
   * @param grades that answers are made of
   */
  public GradedRegression(float[][] features, double[] scores, Grades grades) {
    this.table = new FeatureTable(features);
    this.scores = scores.clone();
    this.grades = grades;
  }

  /**
   * Who learns from some rows, by one thread at a time.
   *
   * @param train rows to learn from, rising, one at least
   */
  public Learner learner(int[] train) {
    return new Learner(train.clone());
  }

  /** Learns from the same rows as often as it is asked. */
  public final class Learner {
    private final int[] train;
    private final StandardScale scale;
    private final double[][] targets;
    private final double tolerance;
    private final float[][] raw;
    private final double[][] sums;
    private final double[] offsets;
    private double[] weights;

    private Learner(int[] train) {
      this.train = train;
      scale = StandardScale.of(table.rows(), train);
      int count = grades.count();
      targets = new double[train.length][count];
      for (int i = 0; i < train.length; i++) {
        grades.distribute(scores[train[i]], targets[i]);
      }
      raw = new float[count][table.width()];
      sums = new double[count][table.width()];
      offsets = new double[count];
      weights = new double[count * (table.width() + 1)];
      double[] gradient = new double[weights.length];
      loss(weights, gradient);
      tolerance = EPSILON * Lbfgs.norm(gradient);
    }

    /**
     * Learns and answers. It begins where it ended the last time, so ask by rising costs. The same
     * questions in the same order have the same answers.
     *
     * @param test rows to answer
     * @param cost C: how much an error costs beside the penalty, above 0
     * @return a score between the least and the greatest grade for each test row
     */
    public double[] predict(int[] test, double cost) {
      weights =
          Lbfgs.minimize(
              (w, gradient) -> cost * loss(w, gradient) + penalty(w, gradient, cost),
              weights,
              tolerance * cost,
              ITERATIONS);
      setRaw(weights);
      double[] answers = new double[test.length];
      double[] values = new double[grades.count()];
      for (int i = 0; i < test.length; i++) {
        for (int g = 0; g < values.length; g++) {
          values[g] = table.product(test[i], raw[g]) + offsets[g];
        }
        softmax(values);
        answers[i] = grades.mean(values);
      }
      return answers;
    }

    /** Half the squares of all weights but the biases; the gradient becomes that of the whole. */
    private double penalty(double[] w, double[] gradient, double cost) {
      int stride = scale.width() + 1;
      double squares = 0;
      for (int k = 0; k < w.length; k++) {
        gradient[k] *= cost;
        if (k % stride != scale.width()) {
          gradient[k] += w[k];
          squares += w[k] * w[k];
        }
      }
      return squares / 2;
    }

    private void setRaw(double[] w) {
      int stride = scale.width() + 1;
      for (int g = 0; g < raw.length; g++) {
        offsets[g] = scale.toRaw(w, g * stride, raw[g]) + w[g * stride + scale.width()];
      }
    }

    /** The cross entropy: KL less the entropy of the targets, which no weight changes. */
    private double loss(double[] w, double[] gradient) {
      setRaw(w);
      int count = raw.length;
      double[] totals = new double[count];
      double[] loss = new double[1];
      table.accumulate(
          train,
          raw,
          (index, values) -> {
            double[] target = targets[index];
            for (int g = 0; g < count; g++) {
              values[g] += offsets[g];
              loss[0] -= target[g] * values[g];
            }
            loss[0] += softmax(values);
            for (int g = 0; g < count; g++) {
              values[g] -= target[g];
              totals[g] += values[g];
            }
          },
          sums);
      int stride = scale.width() + 1;
      for (int g = 0; g < count; g++) {
        scale.toScaled(sums[g], totals[g], gradient, g * stride);
        gradient[g * stride + scale.width()] = totals[g];
      }
      return loss[0];
    }
  }

  /** Logits become probabilities; the logarithm of the sum of their exponentials. */
  private static double softmax(double[] values) {
    double most = values[0];
    for (double value : values) {
      most = Math.max(most, value);
    }
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.exp(values[k] - most);
      sum += values[k];
    }
    for (int k = 0; k < values.length; k++) {
      values[k] /= sum;
    }
    return most + Math.log(sum);
  }
}
