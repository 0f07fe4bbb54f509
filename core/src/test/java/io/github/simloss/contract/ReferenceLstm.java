package io.github.simloss.contract;

import io.github.simloss.model.Parameters;
import java.util.Map;

/**
 * One LSTM cell in double precision, forward and backward, one sentence at a time; gates i,f,g,o.
 */
final class ReferenceLstm {
  private final int hidden;
  private final int inputs;
  private final double[] inputWeight;
  private final double[] hiddenWeight;
  private final double[] inputBias;
  private final double[] hiddenBias;
  private final String name;

  /** What a step computed: all that its backward pass needs. */
  record Step(
      double[] x, double[] hBefore, double[] cBefore, double[] gates, double[] c, double[] h) {}

  /** Gradients with respect to the state before a step. */
  record Before(double[] h, double[] c) {}

  ReferenceLstm(String name, Map<String, double[]> weights, int inputs, int hidden) {
    this.name = name;
    this.inputs = inputs;
    this.hidden = hidden;
    this.inputWeight = weights.get(Parameters.inputWeight(name));
    this.hiddenWeight = weights.get(Parameters.hiddenWeight(name));
    this.inputBias = weights.get(Parameters.inputBias(name));
    this.hiddenBias = weights.get(Parameters.hiddenBias(name));
  }

  Step forward(double[] x, double[] h, double[] c) {
    double[] gates = new double[4 * hidden];
    for (int r = 0; r < 4 * hidden; r++) {
      double sum = inputBias[r] + hiddenBias[r];
      for (int k = 0; k < inputs; k++) {
        sum += inputWeight[r * inputs + k] * x[k];
      }
      for (int k = 0; k < hidden; k++) {
        sum += hiddenWeight[r * hidden + k] * h[k];
      }
      boolean candidate = r / hidden == 2;
      gates[r] = candidate ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
    }
    double[] newC = new double[hidden];
    double[] newH = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      newC[j] = gates[hidden + j] * c[j] + gates[j] * gates[2 * hidden + j];
      newH[j] = gates[3 * hidden + j] * Math.tanh(newC[j]);
    }
    return new Step(x, h, c, gates, newC, newH);
  }

  /**
   * Adds a step's gradients.
   *
   * @param dh gradient of the step's h
   * @param dc gradient of the step's c, from the step after
   */
  Before backward(Step step, double[] dh, double[] dc, Map<String, double[]> gradients) {
    double[] dGates = new double[4 * hidden];
    double[] cBefore = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double i = step.gates()[j];
      double f = step.gates()[hidden + j];
      double g = step.gates()[2 * hidden + j];
      double o = step.gates()[3 * hidden + j];
      double tanh = Math.tanh(step.c()[j]);
      double total = dc[j] + dh[j] * o * (1 - tanh * tanh);
      dGates[j] = total * g * i * (1 - i);
      dGates[hidden + j] = total * step.cBefore()[j] * f * (1 - f);
      dGates[2 * hidden + j] = total * i * (1 - g * g);
      dGates[3 * hidden + j] = dh[j] * tanh * o * (1 - o);
      cBefore[j] = total * f;
    }
    double[] hBefore = new double[hidden];
    for (int r = 0; r < 4 * hidden; r++) {
      for (int k = 0; k < inputs; k++) {
        gradients.get(Parameters.inputWeight(name))[r * inputs + k] += dGates[r] * step.x()[k];
      }
      for (int k = 0; k < hidden; k++) {
        gradients.get(Parameters.hiddenWeight(name))[r * hidden + k] +=
            dGates[r] * step.hBefore()[k];
        hBefore[k] += dGates[r] * hiddenWeight[r * hidden + k];
      }
      gradients.get(Parameters.inputBias(name))[r] += dGates[r];
      gradients.get(Parameters.hiddenBias(name))[r] += dGates[r];
    }
    return new Before(hBefore, cBefore);
  }
}
