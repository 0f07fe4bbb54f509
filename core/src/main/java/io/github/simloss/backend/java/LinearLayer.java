package io.github.simloss.backend.java;

import io.github.simloss.model.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A linear layer, y = W x + b, in double precision. */
final class LinearLayer {
  private final String name;
  private final double[] weight;
  private final double[] bias;

  /** What went through the layer, and the gradient that came back. */
  record Pass(double[] x, double[] dy) {}

  /**
   * @param name of the layer, as in {@link Parameters}
   * @param weights holds its two tensors
   */
  LinearLayer(String name, Map<String, double[]> weights) {
    this.name = name;
    weight = Objects.requireNonNull(weights.get(Parameters.weight(name)));
    bias = Objects.requireNonNull(weights.get(Parameters.bias(name)));
  }

  /** W x + b. */
  double[] apply(double[] x) {
    double[] y = bias.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] += Doubles.dot(weight, i * x.length, x);
    }
    return y;
  }

  /** tanh(W x + b). */
  double[] tanh(double[] x) {
    double[] y = apply(x);
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.tanh(y[i]);
    }
    return y;
  }

  /** The gradient of W x + b from that of its tanh. */
  static double[] beforeTanh(double[] y, double[] dy) {
    double[] d = new double[y.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = dy[i] * (1 - y[i] * y[i]);
    }
    return d;
  }

  /**
   * The gradient of x.
   *
   * @param size of x
   * @param dy gradient of y
   */
  double[] back(int size, double[] dy) {
    double[] dx = new double[size];
    for (int i = 0; i < dy.length; i++) {
      Doubles.add(dy[i], weight, i * size, dx);
    }
    return dx;
  }

  /** Adds the gradients of W and b, over all passes in their order. */
  void addGradients(List<Pass> passes, Map<String, double[]> gradients) {
    double[] dWeight = Objects.requireNonNull(gradients.get(Parameters.weight(name)));
    double[] dBias = Objects.requireNonNull(gradients.get(Parameters.bias(name)));
    Workers.run(
        dBias.length,
        i -> {
          for (Pass pass : passes) {
            dBias[i] += pass.dy()[i];
            Doubles.add(pass.dy()[i], pass.x(), dWeight, i * pass.x().length);
          }
        });
  }
}
