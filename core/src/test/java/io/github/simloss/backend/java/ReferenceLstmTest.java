package io.github.simloss.backend.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its values and gradients are held by the golden model and finite differences of the contract. */
class ReferenceLstmTest {
  private static final LstmNames NAMES = LstmNames.encoder(0, false);

  private static Map<String, double[]> weights() {
    Map<String, double[]> weights = new HashMap<>();
    weights.put(NAMES.inputWeight(), new double[] {0.5, -1, 2, 0.25});
    weights.put(NAMES.hiddenWeight(), new double[] {1, 0.5, -0.5, -2});
    weights.put(NAMES.inputBias(), new double[] {0.1, 0.2, 0.3, 0.4});
    weights.put(NAMES.hiddenBias(), new double[] {-0.1, 0, 0.1, 0.2});
    return weights;
  }

  /** One unit, one input, written out. */
  @Test
  void aStepByHand() {
    double x = 0.7;
    double h = -0.3;
    double c = 0.8;
    double i = sigmoid(0.5 * x + 1 * h + 0.1 - 0.1);
    double f = sigmoid(-1 * x + 0.5 * h + 0.2);
    double g = Math.tanh(2 * x - 0.5 * h + 0.3 + 0.1);
    double o = sigmoid(0.25 * x - 2 * h + 0.4 + 0.2);
    ReferenceLstm.Step step =
        new ReferenceLstm(new LstmSpec(NAMES, 1, 1), weights())
            .forward(new double[] {x}, new double[] {h}, new double[] {c});
    assertArrayEquals(new double[] {i, f, g, o}, step.gates(), 1e-15);
    assertEquals(f * c + i * g, step.c()[0], 1e-15);
    assertEquals(o * Math.tanh(f * c + i * g), step.h()[0], 1e-15);
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    Map<String, double[]> few = weights();
    few.put(NAMES.hiddenBias(), new double[3]);
    assertEquals(
        "'encoder.bias_hh_l0' has 3 values; the LSTM needs 4",
        refused(() -> lstm(few)).getMessage());
    Map<String, double[]> none = weights();
    none.remove(NAMES.inputWeight());
    assertEquals(
        "'encoder.weight_ih_l0' is missing; the LSTM needs 4",
        refused(() -> lstm(none)).getMessage());
  }

  private static ReferenceLstm lstm(Map<String, double[]> weights) {
    return new ReferenceLstm(new LstmSpec(NAMES, 1, 1), weights);
  }

  private static IllegalArgumentException refused(Runnable making) {
    return assertThrows(IllegalArgumentException.class, making::run);
  }
}
