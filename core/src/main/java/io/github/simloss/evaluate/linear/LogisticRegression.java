package io.github.simloss.evaluate.linear;

import java.util.Arrays;

/**
 * Logistic regression with an L2 penalty on standardized features: {@code |w|^2 / 2 + C sum_i log(1
 * + exp(-y_i (w . x_i + b)))}, without a penalty on b, solved by L-BFGS; more than two classes one
 * against the rest. Each feature has mean 0 and variance 1 over the rows that are learned from, so
 * that a penalty means the same whatever the scale of the codes. Rows are dense, in single
 * precision; sums are in double precision. Safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class LogisticRegression implements Classifier {
  /** As in liblinear: of the gradient at 0, times the share of the rarer side. */
  private static final double EPSILON = 0.01;

  private static final int ITERATIONS = 200;

  @Override
  public String description() {
    return "L2-regularized logistic regression on standardized features, one class against the"
        + " rest";
  }

  @Override
  public Examples examples(float[][] features, int[] labels, int classes) {
    FeatureTable table = new FeatureTable(features);
    return train -> learner(table, labels, classes, train);
  }

  private static Learner learner(FeatureTable table, int[] labels, int classes, int[] train) {
    int first = labels[train[0]];
    if (Arrays.stream(train).allMatch(row -> labels[row] == first)) {
      // A class so rare that this fold has none of it.
      return (test, cost) -> {
        int[] answers = new int[test.length];
        Arrays.fill(answers, first);
        return answers;
      };
    }
    StandardScale scale = StandardScale.of(table.rows(), train);
    Side[] sides = new Side[classes == 2 ? 1 : classes];
    for (int c = 0; c < sides.length; c++) {
      int wanted = classes == 2 ? 1 : c;
      boolean[] positive = new boolean[train.length];
      for (int i = 0; i < train.length; i++) {
        positive[i] = labels[train[i]] == wanted;
      }
      sides[c] = new Side(table, train, positive, scale);
    }
    return (test, cost) -> {
      for (Side side : sides) {
        side.fit(cost);
      }
      return Arrays.stream(test).map(row -> answer(sides, row)).toArray();
    };
  }

  private static int answer(Side[] sides, int row) {
    if (sides.length == 1) {
      return sides[0].margin(row) > 0 ? 1 : 0;
    }
    int best = 0;
    double most = sides[0].margin(row);
    for (int c = 1; c < sides.length; c++) {
      double margin = sides[c].margin(row);
      if (margin > most) {
        most = margin;
        best = c;
      }
    }
    return best;
  }

  /** One class against the rest. */
  private static final class Side {
    private final FeatureTable table;
    private final int[] rows;
    private final boolean[] positive;
    private final StandardScale scale;
    private final double tolerance;
    private final float[][] raw;
    private final double[][] sums;
    private double[] weights;
    private double offset;

    Side(FeatureTable table, int[] rows, boolean[] positive, StandardScale scale) {
      this.table = table;
      this.rows = rows;
      this.positive = positive;
      this.scale = scale;
      raw = new float[1][table.width()];
      sums = new double[1][table.width()];
      weights = new double[table.width() + 1];
      double[] gradient = new double[weights.length];
      loss(weights, gradient);
      int count = 0;
      for (boolean is : positive) {
        count += is ? 1 : 0;
      }
      double rarer = Math.max(1, Math.min(count, positive.length - count));
      tolerance = EPSILON * rarer / positive.length * Lbfgs.norm(gradient);
    }

    void fit(double cost) {
      int width = scale.width();
      weights =
          Lbfgs.minimize(
              (w, gradient) -> {
                double value = cost * loss(w, gradient);
                double squares = 0;
                for (int k = 0; k < gradient.length; k++) {
                  gradient[k] *= cost;
                  if (k < width) {
                    gradient[k] += w[k];
                    squares += w[k] * w[k];
                  }
                }
                return value + squares / 2;
              },
              weights,
              tolerance * cost,
              ITERATIONS);
      offset = scale.toRaw(weights, 0, raw[0]) + weights[width];
    }

    double margin(int row) {
      return table.product(row, raw[0]) + offset;
    }

    /** The sum of the rows' losses, without penalty and cost. */
    private double loss(double[] w, double[] gradient) {
      int width = scale.width();
      offset = scale.toRaw(w, 0, raw[0]) + w[width];
      double[] totals = new double[2];
      table.accumulate(
          rows,
          raw,
          (index, values) -> {
            double sum = values[0] + offset;
            double margin = positive[index] ? sum : -sum;
            double e = Math.exp(-Math.abs(margin));
            double wrong = (margin > 0 ? e : 1) / (1 + e);
            double residual = positive[index] ? -wrong : wrong;
            totals[0] += Math.max(0, -margin) + Math.log1p(e);
            totals[1] += residual;
            values[0] = residual;
          },
          sums);
      scale.toScaled(sums[0], totals[1], gradient, 0);
      gradient[width] = totals[1];
      return totals[0];
    }
  }
}
