package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TargetWeightsTest {
  private static double[] row(TargetWeights weights, int target) {
    double[] row = new double[weights.vocabularySize()];
    // Whatever stood there before must not shine through.
    java.util.Arrays.fill(row, 99);
    weights.row(target, row);
    assertArrayEquals(row, WeightRows.of(weights).row(target));
    return row;
  }

  @Test
  void oneHot() {
    assertArrayEquals(new double[] {0, 0, 1}, row(new TargetWeights.OneHot(3), 2));
  }

  @Test
  void sparse() {
    TargetWeights weights =
        new TargetWeights.Sparse(
            3, 2, new int[] {0, 2, 1, 1, 2, 0}, new float[] {0.5f, -0.25f, 1, 0, 0.75f, 0.125f});
    assertArrayEquals(new double[] {0.5, 0, -0.25}, row(weights, 0));
    assertArrayEquals(new double[] {0, 1, 0}, row(weights, 1));
    assertArrayEquals(new double[] {0.125, 0, 0.75}, row(weights, 2));
  }

  @Test
  void factored() {
    TargetWeights weights = new TargetWeights.Factored(3, 2, new float[] {1, 0, 0.5f, 2, 0, 0});
    assertArrayEquals(new double[] {1, 0.5, 0}, row(weights, 0));
    assertArrayEquals(new double[] {0.5, 4.25, 0}, row(weights, 1));
    assertArrayEquals(new double[] {0, 0, 0}, row(weights, 2));
  }

  @Test
  void aDenseRowIsATarget() {
    TargetWeights weights = new TargetWeights.Dense(2, new float[] {1, 2, 3, 4});
    assertArrayEquals(new double[] {1, 2}, row(weights, 0));
    assertArrayEquals(new double[] {3, 4}, row(weights, 1));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(() -> new TargetWeights.Sparse(2, 1, new int[] {0}, new float[] {1, 1}));
    refused(() -> new TargetWeights.Sparse(2, 1, new int[] {0, 1}, new float[] {1}));
    refused(() -> new TargetWeights.Sparse(2, 1, new int[] {0, 2}, new float[] {1, 1}));
    refused(() -> new TargetWeights.Sparse(2, 1, new int[] {0, -1}, new float[] {1, 1}));
    refused(() -> new TargetWeights.Sparse(2, 0, new int[0], new float[0]));
    refused(() -> new TargetWeights.Factored(2, 2, new float[3]));
    refused(() -> new TargetWeights.Dense(2, new float[3]));
    refused(() -> new TargetWeights.Dense(65536, new float[0]));
  }

  private static void refused(org.junit.jupiter.api.function.Executable make) {
    assertThrows(IllegalArgumentException.class, make);
  }
}
