package io.github.simloss.selftest;

/**
 * How far an engine was off.
 *
 * @param what was compared, in the plural: codes, logits, losses, gradients
 * @param error the largest difference; NaN if a value is not a number
 * @param tolerance how large it may be
 * @since 0.1.0
 */
public record Finding(String what, double error, double tolerance) {

  /** Whether the error is within the tolerance. */
  public boolean ok() {
    return error <= tolerance;
  }

  /** The worse of both, in units of their tolerances. */
  Finding or(Finding other) {
    return other.severity() > severity() ? other : this;
  }

  private double severity() {
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / tolerance;
  }
}
