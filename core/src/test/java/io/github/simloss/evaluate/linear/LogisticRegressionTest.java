package io.github.simloss.evaluate.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classifier on points that a straight line can part. */
class LogisticRegressionTest {
  private static final int COUNT = 300;

  /** Points around one centre for each class; class 0 is not first in the rows. */
  private static float[][] points(SeededRandom random, int[] labels, double spread) {
    float[][] rows = new float[labels.length][3];
    for (int i = 0; i < rows.length; i++) {
      double angle = 2 * Math.PI * labels[i] / 3;
      // Away from the origin, so that it cannot do without a bias.
      rows[i][0] = (float) (7 + Math.cos(angle) + spread * random.nextGaussian());
      rows[i][1] = (float) (-4 + Math.sin(angle) + spread * random.nextGaussian());
      rows[i][2] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,2", "3,3", "4,3"})
  void learnsWhatCanBeLearned(long seed, int classes) {
    SeededRandom random = new SeededRandom(seed);
    int[] labels = IntStream.range(0, COUNT).map(i -> (i + 1) % classes).toArray();
    Classifier.Examples examples =
        new LogisticRegression().examples(points(random, labels, 0.1), labels, classes);
    int[] train = range(0, 200);
    int[] test = range(200, COUNT);
    int[] answers = examples.learner(train).predict(test, 16);
    assertArrayEquals(Arrays.copyOfRange(labels, 200, COUNT), answers, "seed " + seed);
    assertArrayEquals(answers, examples.learner(train).predict(test, 16), "the same again");
    Classifier.Learner warm = examples.learner(train);
    warm.predict(test, 1);
    assertArrayEquals(answers, warm.predict(test, 16), "from the answer at a smaller cost");
  }

  /** Another program's answers on features that were standardized beforehand. */
  private static int[] liblinear(float[][] rows, int[] labels, int train, double cost) {
    Linear.disableDebugOutput();
    int width = rows[0].length;
    Feature[][] nodes = new Feature[rows.length][width + 1];
    for (int k = 0; k < width; k++) {
      double mean = 0;
      for (int i = 0; i < train; i++) {
        mean += rows[i][k] / train;
      }
      double variance = 0;
      for (int i = 0; i < train; i++) {
        variance += (rows[i][k] - mean) * (rows[i][k] - mean) / train;
      }
      for (int i = 0; i < rows.length; i++) {
        nodes[i][k] = new FeatureNode(k + 1, (rows[i][k] - mean) / Math.sqrt(variance));
        nodes[i][width] = new FeatureNode(width + 1, 1);
      }
    }
    Problem problem = new Problem();
    problem.bias = 1;
    problem.l = train;
    problem.n = width + 1;
    problem.x = Arrays.copyOf(nodes, train);
    problem.y = Arrays.stream(labels).limit(train).asDoubleStream().toArray();
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, 1e-6);
    parameter.setRegularizeBias(false);
    Model model = Linear.train(problem, parameter);
    return IntStream.range(train, rows.length)
        .map(i -> (int) Linear.predict(model, nodes[i]))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1,2,0.01", "2,2,1", "3,3,0.01", "4,3,1"})
  void asLiblinear(long seed, int classes, double cost) {
    SeededRandom random = new SeededRandom(seed);
    int[] labels = IntStream.range(0, 900).map(i -> i % classes).toArray();
    float[][] rows = points(random, labels, 1);
    for (float[] row : rows) {
      row[1] *= 1e-3f;
      row[2] = 1e3f * (row[2] + 5);
    }
    int[] ours =
        new LogisticRegression()
            .examples(rows, labels, classes)
            .learner(range(0, 400))
            .predict(range(400, 900), cost);
    int[] theirs = liblinear(rows, labels, 400, cost);
    long same = IntStream.range(0, 500).filter(i -> ours[i] == theirs[i]).count();
    assertTrue(same >= 495, "seed " + seed + ": " + same + " of 500 answers are the same");
  }

  @Test
  void theScaleOfFeaturesChangesNothing() {
    SeededRandom random = new SeededRandom(9);
    int[] labels = IntStream.range(0, COUNT).map(i -> i % 2).toArray();
    float[][] rows = points(random, labels, 1);
    float[][] other = new float[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      // Powers of two, so that not even rounding differs; and a feature that says nothing.
      other[i] = new float[] {rows[i][0] * 1024, rows[i][1] / 64, rows[i][2], 0.1f};
    }
    assertArrayEquals(
        new LogisticRegression()
            .examples(rows, labels, 2)
            .learner(range(0, 200))
            .predict(range(200, COUNT), 0.25),
        new LogisticRegression()
            .examples(other, labels, 2)
            .learner(range(0, 200))
            .predict(range(200, COUNT), 0.25));
  }

  @Test
  void aSmallCostGivesTheMajority() {
    SeededRandom random = new SeededRandom(5);
    int[] labels = IntStream.range(0, COUNT).map(i -> i % 4 == 0 ? 0 : 1).toArray();
    Classifier.Examples examples =
        new LogisticRegression().examples(points(random, labels, 0.1), labels, 2);
    int[] answers = examples.learner(range(0, 200)).predict(range(200, COUNT), 1e-9);
    // Without a penalty on the bias, which knows how frequent classes are, all else can vanish.
    assertTrue(Arrays.stream(answers).allMatch(answer -> answer == 1), Arrays.toString(answers));
  }

  @Test
  void oneClassOnlyIsAnswered() {
    float[][] rows = {{1}, {2}, {3}};
    int[] labels = {1, 1, 0};
    assertArrayEquals(
        new int[] {1},
        new LogisticRegression()
            .examples(rows, labels, 2)
            .learner(new int[] {0, 1})
            .predict(new int[] {2}, 1));
  }
}
