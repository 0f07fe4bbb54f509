package io.github.simloss.evaluate.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The regression on scores that a line gives, and beside plain gradient descent. */
class GradedRegressionTest {
  private static final int COUNT = 400;

  private record Data(float[][] features, double[] scores) {}

  private static Data data(SeededRandom random, double noise) {
    float[][] features = new float[COUNT][4];
    double[] scores = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      for (int k = 0; k < 4; k++) {
        features[i][k] = (float) (100 + 10 * random.nextGaussian());
      }
      features[i][3] = 7; // constant: no information
      double line = (features[i][0] - features[i][1]) / 10 + noise * random.nextGaussian();
      scores[i] = Math.max(1, Math.min(5, 3 + line));
    }
    return new Data(features, scores);
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatALineSays(long seed) {
    Data data = data(new SeededRandom(seed), 0.1);
    GradedRegression regression =
        new GradedRegression(data.features(), data.scores(), Grades.of(data.scores()));
    int[] test = range(300, COUNT);
    double[] answers = regression.learner(range(0, 300)).predict(test, 4);
    double[] expected = Arrays.copyOfRange(data.scores(), 300, COUNT);
    double off = 0;
    for (int i = 0; i < test.length; i++) {
      assertTrue(answers[i] >= 1 && answers[i] <= 5, "seed " + seed + ": " + answers[i]);
      off += Math.abs(answers[i] - expected[i]) / test.length;
    }
    assertTrue(off < 0.25, "seed " + seed + ": off by " + off);
  }

  @Test
  void aSmallCostAnswersTheMean() {
    Data data = data(new SeededRandom(4), 0.1);
    GradedRegression regression =
        new GradedRegression(data.features(), data.scores(), Grades.of(data.scores()));
    double mean = Arrays.stream(data.scores(), 0, 300).average().orElseThrow();
    for (double answer : regression.learner(range(0, 300)).predict(range(300, COUNT), 1e-9)) {
      assertEquals(mean, answer, 0.02);
    }
  }

  @Test
  void theSameQuestionsHaveTheSameAnswers() {
    Data data = data(new SeededRandom(5), 1);
    GradedRegression regression =
        new GradedRegression(data.features(), data.scores(), Grades.of(data.scores()));
    GradedRegression.Learner first = regression.learner(range(0, 300));
    GradedRegression.Learner second = regression.learner(range(0, 300));
    for (double cost : new double[] {0.01, 0.1, 1}) {
      assertArrayEquals(
          first.predict(range(300, COUNT), cost), second.predict(range(300, COUNT), cost));
    }
  }

  /** The same optimum as by steps down the gradient, in double precision, written out. */
  @Test
  void itIsTheMinimumOfItsFormula() {
    SeededRandom random = new SeededRandom(6);
    int count = 60;
    float[][] features = new float[count][2];
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      features[i][0] = (float) random.nextGaussian();
      features[i][1] = (float) (3 * random.nextGaussian() + 1);
      scores[i] = Math.max(0, Math.min(2, 1 + features[i][0] + 0.3 * random.nextGaussian()));
    }
    Grades grades = new Grades(new double[] {0, 1, 2});
    double cost = 0.05;
    double[][] scaled = standardized(features);
    double[][] w = new double[3][3];
    for (int step = 0; step < 20_000; step++) {
      double[][] gradient = gradient(w, scaled, scores, grades, cost);
      for (int g = 0; g < 3; g++) {
        for (int k = 0; k < 3; k++) {
          w[g][k] -= 0.05 * gradient[g][k];
        }
      }
    }
    double[] expected = new double[count];
    for (int i = 0; i < count; i++) {
      expected[i] = grades.mean(probabilities(w, scaled[i]));
    }
    int[] all = range(0, count);
    double[] answers =
        new GradedRegression(features, scores, grades).learner(all).predict(all, cost);
    assertArrayEquals(expected, answers, 5e-3);
  }

  private static double[][] standardized(float[][] features) {
    double[][] scaled = new double[features.length][3];
    for (int k = 0; k < 2; k++) {
      int column = k;
      double mean = Arrays.stream(features).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(features)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElseThrow();
      for (int i = 0; i < features.length; i++) {
        scaled[i][k] = (features[i][k] - mean) / Math.sqrt(variance);
        scaled[i][2] = 1;
      }
    }
    return scaled;
  }

  private static double[] probabilities(double[][] w, double[] row) {
    double[] p = new double[w.length];
    for (int g = 0; g < p.length; g++) {
      for (int k = 0; k < row.length; k++) {
        p[g] += w[g][k] * row[k];
      }
      p[g] = Math.exp(p[g]);
    }
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(value -> value / sum).toArray();
  }

  private static double[][] gradient(
      double[][] w, double[][] rows, double[] scores, Grades grades, double cost) {
    double[][] gradient = new double[3][3];
    double[] target = new double[3];
    for (int g = 0; g < 3; g++) {
      gradient[g][0] = w[g][0];
      gradient[g][1] = w[g][1];
    }
    for (int i = 0; i < rows.length; i++) {
      grades.distribute(scores[i], target);
      double[] p = probabilities(w, rows[i]);
      for (int g = 0; g < 3; g++) {
        for (int k = 0; k < 3; k++) {
          gradient[g][k] += cost * (p[g] - target[g]) * rows[i][k];
        }
      }
    }
    return gradient;
  }
}
