package io.github.simloss.backend;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;

/**
 * A backend at work on a device. Safe for use by several threads; its models are not. Every method
 * but {@link #close} throws {@link IllegalStateException} after closing.
 *
 * @since 0.2.0
 */
public interface Engine extends AutoCloseable {

  /** What it was opened from. */
  Backend backend();

  /** Where it computes. */
  Device device();

  /** How many CPU threads it computes with. */
  int threads();

  /**
   * Makes a model to encode and decode with.
   *
   * @param spec its shape
   * @param weights every tensor of {@link ModelSpec#tensors}; copied to the engine
   * @return the model, to be closed by the caller, before the engine
   * @throws IllegalArgumentException if the weights do not fit the spec
   * @throws io.github.simloss.SimlossException if the engine has found that it computes wrongly on
   *     this machine
   */
  InferenceModel inference(ModelSpec spec, NamedTensors weights);

  /**
   * Makes a model to train. Memory for training is taken when it is first trained.
   *
   * @param spec its shape
   * @param weights every tensor of {@link ModelSpec#tensors}; copied to the engine
   * @param loss what to train and evaluate with, over the same V
   * @param optimizer how to update
   * @return the model, to be closed by the caller, before the engine
   * @throws IllegalArgumentException if weights or loss do not fit the spec
   * @throws io.github.simloss.SimlossException if the engine has found that it computes wrongly on
   *     this machine
   */
  TrainableModel trainable(
      ModelSpec spec, NamedTensors weights, ReconstructionLoss loss, AdamSettings optimizer);

  /**
   * Runs the loss alone, by the same code that training runs: for self-tests and checks.
   *
   * @param loss the loss
   * @param logits z, row-major, positions x V
   * @param targets one id a position; {@code paddingId} costs nothing
   * @param paddingId targets of this id cost nothing; any number, also outside [0, V)
   * @return the reduced value and its gradient with respect to the logits
   * @throws IllegalArgumentException if there is not one row of V logits a target, or a target that
   *     is not padding is outside [0, V)
   */
  LossValue loss(ReconstructionLoss loss, float[] logits, int[] targets, int paddingId);

  /**
   * The exact N nearest words of every word by blocked matrix products; memory stays at one block.
   *
   * @param vectors unit rows
   * @param neighbours N, in 1..V
   * @throws IllegalArgumentException if N is out of range
   */
  NeighbourTable neighbours(UnitVectors vectors, int neighbours);

  /** Frees what it holds. May be called twice. */
  @Override
  void close();
}
