package io.github.simloss.backend;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;

/**
 * A live model on an engine, to encode and decode with. Not safe for use by several threads at
 * once; several models in several threads are. Every method but {@link #close} throws {@link
 * IllegalStateException} after closing, and {@link IllegalArgumentException} for an id outside the
 * vocabulary.
 *
 * @since 0.2.0
 */
public interface InferenceModel extends AutoCloseable {

  /** The model's shape. */
  ModelSpec spec();

  /** Where it computes. */
  Device device();

  /**
   * The codes of sentences whose words may lie outside the vocabulary: only the decoder is bound to
   * it. A word outside weighs 1 where words have weights.
   *
   * @param sentences ids in [0, V + k)
   * @param extraVectors row-major k x d: id V + j is encoded with row j; may be empty
   * @return row-major B x C, in the order of the sentences
   * @throws IllegalArgumentException for an id outside [0, V + k), or values that are no rows of d
   */
  float[] encode(TokenRows sentences, float[] extraVectors);

  /** The codes of sentences, row-major B x C. */
  default float[] encode(TokenRows sentences) {
    return encode(sentences, new float[0]);
  }

  /** The codes of what a batch's encoder reads, row-major B x C. */
  default float[] encode(Batch batch) {
    return encode(batch.source());
  }

  /**
   * Starts an LSTM decoder from codes.
   *
   * @param codes row-major, rows x C, at least one row; copied
   * @return the decoder, to be closed before the model
   * @throws IllegalArgumentException if the values are no rows of C
   * @throws IllegalStateException if the model's decoder has no order
   */
  DecoderState decoder(float[] codes);

  /**
   * The logits of an order-free decoder.
   *
   * @param codes row-major, rows x C, at least one row
   * @return row-major, rows x V
   * @throws IllegalArgumentException if the values are no rows of C
   * @throws IllegalStateException if the model's decoder spells word by word
   */
  float[] wordLogits(float[] codes);

  /** A copy of all weights, the frozen ones included. */
  NamedTensors weights();

  /** Frees native memory. May be called twice. */
  @Override
  void close();
}
