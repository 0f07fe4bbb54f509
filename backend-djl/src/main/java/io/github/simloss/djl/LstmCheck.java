package io.github.simloss.djl;

import io.github.simloss.backend.java.ReferenceLstm;
import io.github.simloss.io.SeededRandom;
import io.github.simloss.model.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compares an LSTM kernel with {@link ReferenceLstm} at given sizes, on weights and inputs drawn
 * from a seed. At the usual sizes it takes less than 0.1 s in a process that has just started:
 * weights repeat a table, the rows of a large batch repeat a few sentences, and those have two
 * steps. For as long, it holds the weights of one LSTM once in double precision.
 */
final class LstmCheck {
  private static final String NAME = "lstm";

  /** Odd, so that rows of one block and the next, of any even size, hold different sentences. */
  private static final int SENTENCES = 3;

  private static final int STEPS = 2;

  /**
   * Steps and rows of what is run. oneDNN treats one row apart, there again several steps at once;
   * cuts batches of many divisors into blocks; and merges products from 128 rows on in training.
   */
  private static final int[][] SHAPES = {{1, 1}, {2, 1}, {2, 3}, {2, 128}};

  /** How many weights are drawn; a prime, so that neighbouring rows differ whatever their width. */
  private static final int DRAWN = 4093;

  private final int inputs;
  private final int hidden;
  private final List<Weight> weights;
  private final float[][][] x = new float[SENTENCES][STEPS][];
  private final float[][] h = new float[SENTENCES][];
  private final float[][] c = new float[SENTENCES][];

  /** What the states should be: by sentence and step. */
  private final ReferenceLstm.Step[][] expected = new ReferenceLstm.Step[SENTENCES][STEPS];

  /** A tensor: its values are those drawn, over and over. */
  private record Weight(String name, int count, float[] drawn) {
    float[] floats() {
      float[] values = new float[count];
      repeat(drawn, values);
      return values;
    }

    double[] doubles() {
      double[] values = new double[count];
      repeat(LstmCheck.doubles(drawn), values);
      return values;
    }

    private void repeat(Object once, Object values) {
      for (int from = 0; from < count; from += DRAWN) {
        System.arraycopy(once, 0, values, from, Math.min(DRAWN, count - from));
      }
    }
  }

  /**
   * What a kernel computed.
   *
   * @param outputs (T, B, H), row-major
   * @param h after the last step, (B, H)
   * @param c after the last step, (B, H)
   */
  record States(float[] outputs, float[] h, float[] c) {}

  /** An LSTM over the check's weights. */
  interface Kernel {
    /**
     * Runs it.
     *
     * @param steps T
     * @param rows B
     * @param x (T, B, d), row-major
     * @param h before the first step, (B, H)
     * @param c before the first step, (B, H)
     */
    States run(int steps, int rows, float[] x, float[] h, float[] c);
  }

  /**
   * @param inputs d
   * @param hidden H
   */
  LstmCheck(int inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
    SeededRandom random = new SeededRandom(1);
    // Sums of a standard deviation near 1: gates away from both their linear and their flat parts.
    double range = 3 / Math.sqrt(inputs + hidden);
    weights =
        List.of(
            weight(Parameters.inputWeight(NAME), inputs, range, random),
            weight(Parameters.hiddenWeight(NAME), hidden, range, random),
            weight(Parameters.inputBias(NAME), 1, 0.5, random),
            weight(Parameters.hiddenBias(NAME), 1, 0.5, random));
    for (int s = 0; s < SENTENCES; s++) {
      Arrays.setAll(x[s], t -> uniform(random, inputs, 1));
      h[s] = uniform(random, hidden, 1);
      c[s] = uniform(random, hidden, 1);
    }
    expect();
  }

  private Weight weight(String name, int width, double range, SeededRandom random) {
    int count = Math.multiplyExact(Math.multiplyExact(4, hidden), width);
    return new Weight(name, count, uniform(random, DRAWN, range));
  }

  private static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  private void expect() {
    Map<String, double[]> precise =
        weights.stream().collect(Collectors.toMap(Weight::name, Weight::doubles));
    ReferenceLstm lstm = new ReferenceLstm(NAME, precise, inputs, hidden);
    for (int s = 0; s < SENTENCES; s++) {
      double[] before = doubles(h[s]);
      double[] cell = doubles(c[s]);
      for (int t = 0; t < STEPS; t++) {
        expected[s][t] = lstm.forward(doubles(x[s][t]), before, cell);
        before = expected[s][t].h();
        cell = expected[s][t].c();
      }
    }
  }

  /**
   * How far a state may be off: 1e-5, several times what single precision loses at the usual sizes,
   * and more in proportion for sums of more than 2,048 numbers.
   */
  double tolerance() {
    return 1e-5 * Math.max(1, Math.sqrt((inputs + hidden) / 2048.0));
  }

  int inputs() {
    return inputs;
  }

  int hidden() {
    return hidden;
  }

  /** Hands over input weights (4H, d), hidden weights (4H, H) and both biases (4H), row-major. */
  void weights(Consumer<float[]> use) {
    weights.forEach(weight -> use.accept(weight.floats()));
  }

  /** The largest difference of any state from what it should be; NaN if one is not a number. */
  double worst(Kernel kernel) {
    double worst = 0;
    for (int[] shape : SHAPES) {
      worst = Math.max(worst, worst(kernel, shape[0], shape[1]));
    }
    return worst;
  }

  private double worst(Kernel kernel, int steps, int rows) {
    float[] inputRows = new float[steps * rows * inputs];
    float[] hRows = new float[rows * hidden];
    float[] cRows = new float[rows * hidden];
    for (int b = 0; b < rows; b++) {
      int s = b % SENTENCES;
      for (int t = 0; t < steps; t++) {
        System.arraycopy(x[s][t], 0, inputRows, (t * rows + b) * inputs, inputs);
      }
      System.arraycopy(h[s], 0, hRows, b * hidden, hidden);
      System.arraycopy(c[s], 0, cRows, b * hidden, hidden);
    }
    States states = kernel.run(steps, rows, inputRows, hRows, cRows);
    double worst = 0;
    for (int b = 0; b < rows; b++) {
      ReferenceLstm.Step[] sentence = expected[b % SENTENCES];
      for (int t = 0; t < steps; t++) {
        worst = Math.max(worst, worst(sentence[t].h(), states.outputs(), t * rows + b));
      }
      worst = Math.max(worst, worst(sentence[steps - 1].h(), states.h(), b));
      worst = Math.max(worst, worst(sentence[steps - 1].c(), states.c(), b));
    }
    return worst;
  }

  /** How far a row is off; Math.max passes NaN on. */
  private static double worst(double[] expected, float[] actual, int row) {
    double worst = 0;
    for (int k = 0; k < expected.length; k++) {
      worst = Math.max(worst, Math.abs(expected[k] - actual[row * expected.length + k]));
    }
    return worst;
  }

  private static double[] doubles(float[] values) {
    double[] widened = new double[values.length];
    Arrays.setAll(widened, k -> values[k]);
    return widened;
  }
}
