package io.github.simloss.backend;

/**
 * What one training step did.
 *
 * @param loss the batch's loss before the update
 * @param gradientNorm the global norm before clipping; if it or the loss is not finite, the weights
 *     were left as they were
 * @since 0.1.0
 */
public record StepResult(LossSum loss, double gradientNorm) {
  /** Whether the step was made: loss and gradient are finite numbers. */
  public boolean isFinite() {
    return Double.isFinite(loss.sum()) && Double.isFinite(gradientNorm);
  }
}
