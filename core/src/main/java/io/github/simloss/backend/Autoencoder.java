package io.github.simloss.backend;

import io.github.simloss.batch.Batch;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;

/**
 * A live model on an engine. Not safe for use by several threads at once; several models in several
 * threads are. Every method but {@link #close} throws {@link IllegalStateException} after closing,
 * and {@link IllegalArgumentException} for a batch with an id outside the vocabulary.
 */
public interface Autoencoder extends AutoCloseable {

  /** The model's shape. */
  AutoencoderSpec spec();

  /** Where it computes. */
  Device device();

  /**
   * One step: teacher-forced forward, loss, backward, clip, Adam. If the loss or the gradient's
   * norm is not finite, nothing is updated. Else it does what {@link #differentiate} and {@link
   * #update} do in turn, to the same digits, without copies of the gradients.
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
   * The codes of sentences whose words may lie outside the vocabulary: only the decoder is bound to
   * it.
   *
   * @param batch ids in [0, V + k)
   * @param extraVectors row-major k x d: id V + j is encoded with row j; may be empty
   * @return row-major B x H, in the order of the batch
   * @throws IllegalArgumentException for an id outside [0, V + k), or values that are no rows of d
   */
  float[] encode(Batch batch, float[] extraVectors);

  /** The codes of sentences, row-major B x H. */
  default float[] encode(Batch batch) {
    return encode(batch, new float[0]);
  }

  /**
   * Starts a decoder from codes: h = code, c = 0.
   *
   * @param codes row-major, rows x H, at least one row; copied
   * @return the decoder, to be closed before the model
   * @throws IllegalArgumentException if the values are no rows of H
   */
  DecoderState decoder(float[] codes);

  /** A copy of all weights, the embedding included. */
  NamedTensors weights();

  /**
   * Replaces all weights, the embedding included; copied to the engine.
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

  /** Frees native memory. May be called twice. */
  @Override
  void close();
}
