package io.github.simloss.model;

/**
 * One layer and direction of an LSTM.
 *
 * @param names of its tensors
 * @param inputs values at each position
 * @param hiddenSize H
 * @since 0.2.0
 */
public record LstmSpec(LstmNames names, int inputs, int hiddenSize) {}
