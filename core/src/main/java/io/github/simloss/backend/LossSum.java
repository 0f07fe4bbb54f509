package io.github.simloss.backend;

/**
 * A loss not yet divided, so that batches of different sizes add up to the mean of all.
 *
 * @param sum the sum over positions
 * @param divisor what the reduction divides by: real targets or all positions, or the sum of their
 *     weights
 * @since 0.1.0
 */
public record LossSum(double sum, double divisor) {
  /** Nothing yet. */
  public static final LossSum ZERO = new LossSum(0, 0);

  /** Both together. */
  public LossSum plus(LossSum other) {
    return new LossSum(sum + other.sum, divisor + other.divisor);
  }

  /** The reduced loss; 0 if there is nothing to divide by. */
  public double mean() {
    return divisor == 0 ? 0 : sum / divisor;
  }
}
