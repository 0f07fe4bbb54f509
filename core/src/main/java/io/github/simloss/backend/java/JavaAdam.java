package io.github.simloss.backend.java;

import io.github.simloss.backend.AdamSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Clipping by the global norm, then Adam, in double precision, as {@link AdamSettings} says. Not
 * safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JavaAdam {
  private final AdamSettings settings;
  private final Map<String, double[]> firstMoments = new LinkedHashMap<>();
  private final Map<String, double[]> secondMoments = new LinkedHashMap<>();
  private long step;

  /**
   * @param settings the optimizer's
   * @param zeros as many values as each weight has, by name
   */
  public JavaAdam(AdamSettings settings, Map<String, double[]> zeros) {
    this.settings = settings;
    zeros.forEach((name, values) -> firstMoments.put(name, values.clone()));
    zeros.forEach((name, values) -> secondMoments.put(name, values.clone()));
  }

  /** The norm of all gradients together. */
  public static double norm(Map<String, double[]> gradients) {
    double square = 0;
    for (double[] gradient : gradients.values()) {
      for (double g : gradient) {
        square += g * g;
      }
    }
    return Math.sqrt(square);
  }

  /**
   * Updates the weights.
   *
   * @param weights by name, written to
   * @param gradients of the same names
   * @param rate the learning rate
   * @return the norm before clipping
   */
  public double update(
      Map<String, double[]> weights, Map<String, double[]> gradients, double rate) {
    double norm = norm(gradients);
    double clip = Math.min(1, settings.clipNorm() / (norm + 1e-6));
    step++;
    double unbias1 = 1 - Math.pow(settings.beta1(), (double) step);
    double unbias2 = 1 - Math.pow(settings.beta2(), (double) step);
    gradients.forEach(
        (name, gradient) -> {
          double[] w = Objects.requireNonNull(weights.get(name));
          double[] m = Objects.requireNonNull(firstMoments.get(name));
          double[] v = Objects.requireNonNull(secondMoments.get(name));
          for (int k = 0; k < gradient.length; k++) {
            double g = gradient[k] * clip;
            m[k] = settings.beta1() * m[k] + (1 - settings.beta1()) * g;
            v[k] = settings.beta2() * v[k] + (1 - settings.beta2()) * g * g;
            double denominator = Math.sqrt(v[k]) / Math.sqrt(unbias2) + settings.epsilon();
            w[k] -= rate / unbias1 * m[k] / denominator;
          }
        });
    return norm;
  }

  long step() {
    return step;
  }

  void setStep(long step) {
    this.step = step;
  }

  /** The first moments by name: its own arrays. */
  public Map<String, double[]> firstMoments() {
    return firstMoments;
  }

  /** The second moments by name: its own arrays. */
  public Map<String, double[]> secondMoments() {
    return secondMoments;
  }
}
