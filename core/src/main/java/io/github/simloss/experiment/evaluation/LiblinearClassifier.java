package io.github.simloss.experiment.evaluation;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.github.simloss.evaluate.pairs.PairClassifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression with an L2 penalty by liblinear (Fan et al., <i>LIBLINEAR: A Library for
 * Large Linear Classification</i>, JMLR 2008); more than two classes one against the rest. The bias
 * is a feature like any other, always 1. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class LiblinearClassifier implements PairClassifier {
  private static final double EPSILON = 0.01;

  static {
    Linear.disableDebugOutput();
  }

  @Override
  public String description() {
    return "liblinear, L2-regularized logistic regression";
  }

  @Override
  public Examples examples(float[][] features, int[] labels, int classes) {
    return new Table(features, labels, new Feature[features.length][]);
  }

  /** The nodes of a row are made when it is first learned from: they are large. */
  private record Table(float[][] features, int[] labels, Feature[][] nodes) implements Examples {
    @Override
    public Learner learner(int[] train) {
      int first = labels[train[0]];
      if (Arrays.stream(train).allMatch(row -> labels[row] == first)) {
        // A class so rare that this fold has none of it: liblinear needs two.
        return (test, cost) -> Arrays.stream(test).map(row -> first).toArray();
      }
      Problem problem = new Problem();
      problem.bias = 1;
      problem.l = train.length;
      problem.n = features[0].length + 1;
      problem.x = new Feature[train.length][];
      problem.y = new double[train.length];
      for (int i = 0; i < train.length; i++) {
        problem.x[i] = nodes(train[i]);
        problem.y[i] = labels[train[i]];
      }
      return new Learner() {
        private double @Nullable [] weights;

        @Override
        public int[] predict(int[] test, double cost) {
          Parameter parameter = new Parameter(SolverType.L2R_LR, cost, EPSILON);
          parameter.setRegularizeBias(false);
          if (weights != null) {
            parameter.setInitSol(weights);
          }
          Model model = Linear.train(problem, parameter);
          double[] found = model.getFeatureWeights();
          weights = found;
          return Arrays.stream(test)
              .map(row -> Table.predict(model, found, features[row]))
              .toArray();
        }
      };
    }

    private Feature[] nodes(int row) {
      synchronized (nodes) {
        if (nodes[row] == null) {
          float[] values = features[row];
          Feature[] made = new Feature[values.length + 1];
          for (int k = 0; k < values.length; k++) {
            made[k] = new FeatureNode(k + 1, values[k]);
          }
          made[values.length] = new FeatureNode(values.length + 1, 1);
          nodes[row] = made;
        }
        return nodes[row];
      }
    }

    /** As liblinear does, without making nodes of the row. */
    private static int predict(Model model, double[] weights, float[] row) {
      int columns = model.getNrClass() == 2 ? 1 : model.getNrClass();
      double[] scores = new double[columns];
      for (int k = 0; k <= row.length; k++) {
        double value = k < row.length ? row[k] : 1;
        for (int c = 0; c < columns; c++) {
          scores[c] += weights[k * columns + c] * value;
        }
      }
      int best = 0;
      if (columns == 1) {
        best = scores[0] > 0 ? 0 : 1;
      }
      for (int c = 1; c < columns; c++) {
        best = scores[c] > scores[best] ? c : best;
      }
      return model.getLabels()[best];
    }
  }
}
