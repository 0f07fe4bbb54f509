package io.github.simloss.backend;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * An engine that can run the model. Found through {@link java.util.ServiceLoader}; also usable by
 * its public no-argument constructor. Constructing one and asking for its name load no native
 * library; everything else may.
 *
 * <p>An implementation passes the contract tests shipped in core's test-jar ({@code
 * BackendContractTest}).
 */
public interface Backend {

  /** The name in {@code --backend}, lower case, for instance {@code djl}. */
  String name();

  /** The engine behind it with its version, for instance {@code PyTorch 2.7.1 (DJL 0.36.0)}. */
  String engine();

  /**
   * The numeric libraries behind the engine and the kernels that they run on this machine, as far
   * as they tell: for instance {@code OpenBLAS 0.3.31, kernel Zen}. Empty if nothing is known.
   */
  default String kernels() {
    return "";
  }

  /** The devices of this machine that this engine can use, the CPU first. */
  List<Device> devices();

  /** How many threads the engine computes with on the CPU. */
  int threads();

  /**
   * Sets the number of CPU threads. A setting of the process: call it before the first model is
   * made.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException for less
   */
  void setThreads(int threads);

  /**
   * Makes a live model.
   *
   * @param spec its shape
   * @param weights every trainable tensor and the embedding, as {@link
   *     io.github.simloss.model.Parameters} names them; copied to the engine
   * @param loss what to train and evaluate with, over the same V
   * @param optimizer how to update
   * @param device where to compute
   * @return the model, to be closed by the caller
   * @throws IllegalArgumentException if weights or loss do not fit the spec
   * @throws io.github.simloss.SimlossException if the device is not there; the message names those
   *     that are. Or if the engine has found that it computes wrongly on this machine
   */
  Autoencoder create(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device);

  /**
   * Makes a model to encode and decode with; its loss is cross entropy. Memory for training is
   * taken only when it is trained.
   */
  default Autoencoder open(AutoencoderSpec spec, NamedTensors weights, Device device) {
    return create(
        spec,
        weights,
        ReconstructionLoss.crossEntropy(spec.vocabularySize()),
        AdamSettings.DEFAULT,
        device);
  }

  /**
   * Runs the loss alone, by the same code that training runs: for self-tests and checks.
   *
   * @param loss the loss
   * @param logits z, row-major, positions x V
   * @param targets one id a position; {@code paddingId} costs nothing
   * @param paddingId the id of padding, or -1 for none
   * @param device where to compute
   * @return the reduced value and its gradient with respect to the logits
   * @throws IllegalArgumentException if there is not one row of V logits a target, or a target that
   *     is not padding is outside [0, V)
   */
  LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device);

  /**
   * The exact N nearest words of every word by blocked matrix products; memory stays at one block.
   *
   * @param vectors unit rows
   * @param neighbours N, in 1..V
   * @param device where to compute
   * @throws IllegalArgumentException if N is out of range
   */
  NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device);
}
