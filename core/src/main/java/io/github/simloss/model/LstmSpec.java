package io.github.simloss.model;

/**
 * One layer and direction of an LSTM.
 *
 * @param names of its tensors
 * @param inputs values at each position, at least 1
 * @param hiddenSize H, at least 1
 * @since 0.2.0
 */
public record LstmSpec(LstmNames names, int inputs, int hiddenSize) {
  /** Checks the ranges. */
  public LstmSpec {
    Checks.positive("inputs", inputs);
    Checks.positive("hiddenSize", hiddenSize);
  }
}
