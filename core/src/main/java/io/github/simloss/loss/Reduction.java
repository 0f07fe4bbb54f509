package io.github.simloss.loss;

import io.github.simloss.io.Messages;

/**
 * How the losses of all positions of a batch become one number.
 *
 * @since 0.1.0
 */
public enum Reduction {
  /** The sum over real targets, divided by their number: all losses on one scale. */
  TOKEN_MEAN("token-mean"),
  /** The sum over real targets, divided by all B x T positions, padding included, as published. */
  POSITION_MEAN("position-mean");

  private final String label;

  Reduction(String label) {
    this.label = label;
  }

  /** The name in options and files. */
  public String label() {
    return label;
  }

  /**
   * What the sum of a batch is divided by.
   *
   * @param tokens real targets, or the sum of their weights
   * @param positions all targets, padding included
   */
  public double divisor(double tokens, long positions) {
    return this == TOKEN_MEAN ? tokens : positions;
  }

  /**
   * The reduction of a name.
   *
   * @param label {@code token-mean} or {@code position-mean}
   * @throws IllegalArgumentException for any other, naming both
   */
  public static Reduction of(String label) {
    for (Reduction reduction : values()) {
      if (reduction.label.equals(label)) {
        return reduction;
      }
    }
    throw new IllegalArgumentException(
        "unknown reduction " + Messages.quote(label) + ": use token-mean or position-mean");
  }
}
