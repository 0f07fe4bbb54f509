package io.github.simloss.backend;

/**
 * A loss over some positions, and how it changes with the logits.
 *
 * @param value the reduced loss
 * @param gradient dL/dz, row-major, positions x V; zero for padding
 * @since 0.1.0
 */
public record LossValue(double value, float[] gradient) {}
