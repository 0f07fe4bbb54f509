package io.github.simloss.backend;

import io.github.simloss.batch.Batch;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;

/**
 * A live model on an engine that is trained as well. As {@link InferenceModel} else.
 *
 * @since 0.2.0
 */
public interface TrainableModel extends InferenceModel {

  /**
   * One step: forward, loss, backward, clip, Adam. If the loss or the gradient's norm is not
   * finite, nothing is updated. Else it does what {@link #differentiate} and {@link #update} do in
   * turn, to the same digits, without copies of the gradients.
   *
   * @param batch padded to any length, of any size
   * @param learningRate Adam's, above 0 and finite
   * @throws IllegalArgumentException for another learning rate or an id outside the vocabulary
   */
  StepResult train(Batch batch, double learningRate);

  /** The loss of a batch, without an update. */
  LossSum evaluate(Batch batch);

  /** Loss and gradients of a batch, without an update. */
  Gradients differentiate(Batch batch);

  /**
   * The other half of a step: clip, Adam. The gradients may come from elsewhere, as the mean of
   * several batches.
   *
   * @param gradients of every trainable tensor
   * @param learningRate Adam's, above 0 and finite
   * @return the global norm before clipping; if it is not finite, nothing is updated
   * @throws IllegalArgumentException for another learning rate, or if a gradient is missing,
   *     unknown or of another shape; the weights then stay as they were
   */
  double update(NamedTensors gradients, double learningRate);

  /**
   * Replaces all weights, the frozen ones included; copied to the engine.
   *
   * @throws IllegalArgumentException if names or shapes are not those of the spec; the weights then
   *     stay as they were
   */
  void setWeights(NamedTensors weights);

  /** A copy of the optimizer's state; zero moments before the first step. */
  OptimizerState optimizerState();

  /**
   * Replaces the optimizer's state.
   *
   * @throws IllegalArgumentException if the moments do not fit the spec; the state then stays as it
   *     was
   */
  void setOptimizerState(OptimizerState state);
}
