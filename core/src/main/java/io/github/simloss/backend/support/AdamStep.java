package io.github.simloss.backend.support;

import io.github.simloss.backend.AdamSettings;

/**
 * One update of {@link AdamSettings} with everything that is the same for all weights worked out:
 *
 * <pre>
 * m = b1 m + (1 - b1) clip g;   v = b2 v + (1 - b2) (clip g)^2
 * w = w - rate * m / (sqrt(v) + epsilon)
 * </pre>
 *
 * <p>Both sides of PyTorch's fraction are multiplied by sqrt(1 - b2^t), so that {@code rate} and
 * {@code epsilon} hold the corrections of the bias.
 *
 * @param beta1 b1
 * @param beta2 b2
 * @param clip what gradients are multiplied by, in (0, 1]
 * @param rate lr * sqrt(1 - b2^t) / (1 - b1^t)
 * @param epsilon eps * sqrt(1 - b2^t)
 * @since 0.1.0
 */
public record AdamStep(double beta1, double beta2, double clip, double rate, double epsilon) {

  /**
   * The update of a step.
   *
   * @param settings the optimizer's
   * @param step t, from 1
   * @param learningRate lr
   * @param norm the global norm of the gradients, finite
   */
  public static AdamStep of(AdamSettings settings, long step, double learningRate, double norm) {
    double root = Math.sqrt(1 - Math.pow(settings.beta2(), (double) step));
    return new AdamStep(
        settings.beta1(),
        settings.beta2(),
        Math.min(1, settings.clipNorm() / (norm + 1e-6)),
        learningRate * root / (1 - Math.pow(settings.beta1(), (double) step)),
        settings.epsilon() * root);
  }

  /**
   * Updates some weights in plain Java, in single precision as PyTorch does; for engines whose
   * memory is the host's.
   *
   * @param w weights, updated
   * @param g gradients
   * @param m first moments, updated
   * @param v second moments, updated
   * @param count how many
   */
  public void update(float[] w, float[] g, float[] m, float[] v, int count) {
    float b1 = (float) beta1;
    float rest1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float rest2 = (float) (1 - beta2);
    float scale = (float) clip;
    for (int k = 0; k < count; k++) {
      float gradient = g[k] * scale;
      m[k] = b1 * m[k] + rest1 * gradient;
      v[k] = b2 * v[k] + rest2 * gradient * gradient;
    }
    float lr = (float) rate;
    float eps = (float) epsilon;
    // Apart from the loop above: the compiler vectorizes both.
    for (int k = 0; k < count; k++) {
      w[k] -= lr * m[k] / ((float) Math.sqrt(v[k]) + eps);
    }
  }

  /** The sum of squares in double precision, for a global norm. */
  public static double squares(float[] values, int count) {
    // Four sums: each addition waits for the one before it in the same sum only.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      a += (double) values[k] * values[k];
      b += (double) values[k + 1] * values[k + 1];
      c += (double) values[k + 2] * values[k + 2];
      d += (double) values[k + 3] * values[k + 3];
    }
    for (; k < count; k++) {
      a += (double) values[k] * values[k];
    }
    return a + b + (c + d);
  }
}
