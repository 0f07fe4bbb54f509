package io.github.simloss.backend;

import io.github.simloss.tensor.NamedTensors;

/**
 * What a batch costs, and how that changes with the weights.
 *
 * @param loss the batch's loss
 * @param tensors the gradient of the reduced loss with respect to every trainable tensor, before
 *     clipping
 * @since 0.1.0
 */
public record Gradients(LossSum loss, NamedTensors tensors) {}
