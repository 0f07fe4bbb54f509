package io.github.simloss.backend.java;

import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Logits by the frozen unit word vectors: with q = A k + a and n = q / |q|,
 *
 * <pre>
 * z_i = s n . u_i + b_i
 * dL/dn = s sum_i dz_i u_i,   dL/dq = (dL/dn - n (n . dL/dn)) / |q|,   dL/ds = n . dL/dn / s
 * </pre>
 */
final class TiedLogits implements LogitMap {
  private final LinearLayer layer;
  private final double[] units;
  private final double[] bias;
  private final double scale;
  private final int dimension;

  /** What the gradients of a pass come from. */
  private record Back(double[] dq, double dScale) {}

  /**
   * @param weights the model's
   * @param units row-major, V x d
   * @param dimension d
   */
  TiedLogits(Map<String, double[]> weights, double[] units, int dimension) {
    layer = new LinearLayer(Parameters.OUTPUT, weights);
    bias = Objects.requireNonNull(weights.get(Parameters.PROJECTION_BIAS));
    scale = Objects.requireNonNull(weights.get(Parameters.OUTPUT_SCALE))[0];
    this.units = units;
    this.dimension = dimension;
  }

  /** Rows of length 1; zero rows stay zero. */
  static double[] units(double[] rows, int width) {
    double[] units = rows.clone();
    for (int from = 0; from < units.length; from += width) {
      double square = 0;
      for (int k = from; k < from + width; k++) {
        square += units[k] * units[k];
      }
      double norm = Math.sqrt(square);
      for (int k = from; norm > 0 && k < from + width; k++) {
        units[k] /= norm;
      }
    }
    return units;
  }

  private static double norm(double[] q) {
    return Math.sqrt(Doubles.dot(q, 0, q));
  }

  /** q / |q|; zero if q is. */
  private static double[] direction(double[] q) {
    double norm = norm(q);
    double[] n = new double[q.length];
    for (int k = 0; norm > 0 && k < n.length; k++) {
      n[k] = q[k] / norm;
    }
    return n;
  }

  @Override
  public double[] apply(double[] k) {
    double[] n = direction(layer.apply(k));
    double[] logits = bias.clone();
    for (int i = 0; i < logits.length; i++) {
      logits[i] += scale * Doubles.dot(units, i * dimension, n);
    }
    return logits;
  }

  private Back through(Pass pass) {
    double[] q = layer.apply(pass.k());
    double norm = norm(q);
    double[] n = direction(q);
    double[] sum = new double[dimension];
    for (int i = 0; i < bias.length; i++) {
      Doubles.add(pass.dLogits()[i], units, i * dimension, sum);
    }
    double along = Doubles.dot(n, 0, sum);
    double[] dq = new double[dimension];
    for (int j = 0; norm > 0 && j < dimension; j++) {
      dq[j] = scale * (sum[j] - n[j] * along) / norm;
    }
    return new Back(dq, along);
  }

  @Override
  public double[] back(Pass pass) {
    return layer.back(pass.k().length, through(pass).dq());
  }

  @Override
  public void addGradients(List<Pass> passes, Map<String, double[]> gradients) {
    double[] dBias = Objects.requireNonNull(gradients.get(Parameters.PROJECTION_BIAS));
    double[] dScale = Objects.requireNonNull(gradients.get(Parameters.OUTPUT_SCALE));
    List<LinearLayer.Pass> linear = new ArrayList<>();
    for (Pass pass : passes) {
      Back back = through(pass);
      linear.add(new LinearLayer.Pass(pass.k(), back.dq()));
      dScale[0] += back.dScale();
      Doubles.add(1, pass.dLogits(), 0, dBias);
    }
    layer.addGradients(linear, gradients);
  }
}
