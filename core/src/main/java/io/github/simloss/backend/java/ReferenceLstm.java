package io.github.simloss.backend.java;

import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An LSTM cell by its definition, in double precision: slow, obvious, and what engines are compared
 * with. It runs one sentence at a time and forms both passes. With x the input (d values), h and c
 * the state before (H values each), and rows of the weights in the order i, f, g, o:
 *
 * <pre>
 * (i, f, g, o) = W_ih x + b_ih + W_hh h + b_hh
 * c' = sigmoid(f) c + sigmoid(i) tanh(g)
 * h' = sigmoid(o) tanh(c')
 * </pre>
 *
 * <p>Holds the weights it is made with, not copies: what is written to them afterwards counts. Safe
 * for use by several threads as long as nobody writes to the weights.
 *
 * @since 0.1.0
 */
public final class ReferenceLstm {
  private final int hidden;
  private final int inputs;
  private final double[] inputWeight;
  private final double[] hiddenWeight;
  private final double[] inputBias;
  private final double[] hiddenBias;
  private final LstmNames names;

  /**
   * What a step computed: all that its backward pass needs. The arrays are shared, not copied.
   *
   * @param x the input, d values
   * @param hBefore h before the step, H values
   * @param cBefore c before the step, H values
   * @param gates i, f, g and o after their activations, 4H values
   * @param c c after the step, H values
   * @param h h after the step, H values
   */
  public record Step(
      double[] x, double[] hBefore, double[] cBefore, double[] gates, double[] c, double[] h) {}

  /**
   * Gradients with respect to the state before a step.
   *
   * @param h H values
   * @param c H values
   */
  public record Before(double[] h, double[] c) {}

  /**
   * @param spec its names and sizes
   * @param weights its four tensors by their names, row-major
   * @throws IllegalArgumentException if a tensor is missing or has another number of values
   */
  public ReferenceLstm(LstmSpec spec, Map<String, double[]> weights) {
    names = spec.names();
    inputs = spec.inputs();
    hidden = spec.hiddenSize();
    inputWeight = values(weights, names.inputWeight(), inputs);
    hiddenWeight = values(weights, names.hiddenWeight(), hidden);
    inputBias = values(weights, names.inputBias(), 1);
    hiddenBias = values(weights, names.hiddenBias(), 1);
  }

  /** H. */
  int hidden() {
    return hidden;
  }

  private double[] values(Map<String, double[]> weights, String tensor, int width) {
    double[] values = weights.get(tensor);
    if (values == null || values.length != 4L * hidden * width) {
      throw new IllegalArgumentException(
          "'"
              + tensor
              + (values == null ? "' is missing" : "' has " + values.length + " values")
              + "; the LSTM needs "
              + 4L * hidden * width);
    }
    return values;
  }

  /**
   * One step.
   *
   * @param x the input, d values
   * @param h h before, H values
   * @param c c before, H values
   */
  public Step forward(double[] x, double[] h, double[] c) {
    return forward(new double[][] {x}, new double[][] {h}, new double[][] {c})[0];
  }

  /** One step of several sentences, each as if alone: weights are read once for all. */
  Step[] forward(double[][] x, double[][] h, double[][] c) {
    int count = x.length;
    double[][] gates = new double[count][4 * hidden];
    double[] fromInput = new double[count];
    double[] fromHidden = new double[count];
    for (int r = 0; r < 4 * hidden; r++) {
      Doubles.dots(inputWeight, r * inputs, x, fromInput);
      Doubles.dots(hiddenWeight, r * hidden, h, fromHidden);
      for (int n = 0; n < count; n++) {
        gates[n][r] = inputBias[r] + hiddenBias[r] + fromInput[n] + fromHidden[n];
      }
    }
    Step[] steps = new Step[count];
    for (int n = 0; n < count; n++) {
      steps[n] = step(x[n], h[n], c[n], gates[n]);
    }
    return steps;
  }

  /** A step from the sums of its gates, which are replaced by their activations. */
  private Step step(double[] x, double[] h, double[] c, double[] gates) {
    for (int r = 0; r < 4 * hidden; r++) {
      boolean candidate = r / hidden == 2;
      gates[r] = candidate ? Math.tanh(gates[r]) : 1 / (1 + Math.exp(-gates[r]));
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
   * What a step's gradients come from.
   *
   * @param gates gradient of the gates before their activations, 4H values
   * @param before gradient of the state before the step
   */
  public record Back(double[] gates, Before before) {}

  /**
   * The backward pass of a step, without gradients of the weights.
   *
   * @param step what {@link #forward} returned
   * @param dh gradient of the step's h, H values
   * @param dc gradient of the step's c, from the step after, H values
   */
  public Back backward(Step step, double[] dh, double[] dc) {
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
      Doubles.add(dGates[r], hiddenWeight, r * hidden, hBefore);
    }
    return new Back(dGates, new Before(hBefore, cBefore));
  }

  /** The gradient of a step's input, from that of its gates. */
  double[] inputGradient(Back back) {
    double[] dx = new double[inputs];
    for (int r = 0; r < 4 * hidden; r++) {
      Doubles.add(back.gates()[r], inputWeight, r * inputs, dx);
    }
    return dx;
  }

  /**
   * Adds the gradients of the weights of some steps, in their order.
   *
   * @param steps what {@link #forward} returned
   * @param backs what {@link #backward} returned of each
   * @param gradients of the four tensors by name; added to
   */
  public void addGradients(List<Step> steps, List<Back> backs, Map<String, double[]> gradients) {
    double[] dInputWeight = Objects.requireNonNull(gradients.get(names.inputWeight()));
    double[] dHiddenWeight = Objects.requireNonNull(gradients.get(names.hiddenWeight()));
    double[] dInputBias = Objects.requireNonNull(gradients.get(names.inputBias()));
    double[] dHiddenBias = Objects.requireNonNull(gradients.get(names.hiddenBias()));
    Workers.run(
        4 * hidden,
        r -> {
          for (int n = 0; n < steps.size(); n++) {
            double gate = backs.get(n).gates()[r];
            Doubles.add(gate, steps.get(n).x(), dInputWeight, r * inputs);
            Doubles.add(gate, steps.get(n).hBefore(), dHiddenWeight, r * hidden);
            dInputBias[r] += gate;
            dHiddenBias[r] += gate;
          }
        });
  }
}
