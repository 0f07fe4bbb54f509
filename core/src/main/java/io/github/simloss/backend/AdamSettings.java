package io.github.simloss.backend;

/**
 * Adam (Kingma and Ba, 2015) as PyTorch computes it, after clipping the gradient by its global
 * norm:
 *
 * <pre>
 * g = g * min(1, clipNorm / (|g| + 1e-6))          |g| over all trainable tensors together
 * m = b1 m + (1 - b1) g;   v = b2 v + (1 - b2) g^2
 * w = w - lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)
 * </pre>
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon eps &gt; 0
 * @param clipNorm the largest global norm; infinity for no clipping
 * @since 0.1.0
 */
public record AdamSettings(double beta1, double beta2, double epsilon, double clipNorm) {
  /** b1 = 0.9, b2 = 0.999, eps = 1e-8, clip 5: the published settings. */
  public static final AdamSettings DEFAULT = new AdamSettings(0.9, 0.999, 1e-8, 5);

  /** Checks the ranges. */
  public AdamSettings {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "Adam's betas are " + beta1 + " and " + beta2 + "; each must be in [0, 1)");
    }
    if (!(epsilon > 0) || !(clipNorm > 0)) {
      throw new IllegalArgumentException(
          "Adam's epsilon " + epsilon + " and clip norm " + clipNorm + " must be above 0");
    }
  }
}
