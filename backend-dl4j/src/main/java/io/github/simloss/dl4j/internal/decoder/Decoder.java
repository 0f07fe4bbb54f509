package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.encoder.FrozenEmbedding;

/** From codes to the vectors that logits are made of, forward and back. */
public interface Decoder extends AutoCloseable {

  /**
   * Runs forward; {@link #vectors} then holds what logits are made of.
   *
   * @param batch what is asked for
   * @param source the sentences that were encoded, whose sorted order the codes have
   * @param codes B x C
   * @param embedding vectors and weights of words
   * @return what each of the vectors is charged for
   */
  WordBags forward(Batch batch, PackedRows source, Matrix codes, FrozenEmbedding embedding);

  /** N x K. */
  Matrix vectors();

  /** dL/d{@link #vectors}, N x K: to be filled before {@link #backward}. */
  Matrix vectorGradient();

  /**
   * Runs back from {@link #vectorGradient}.
   *
   * @param codes as in {@link #forward}
   * @param dCodes receives dL/dcodes
   * @param gradients receives those of the decoder's weights
   * @param ones of any length
   */
  void backward(Matrix codes, Matrix dCodes, FlatParameters gradients, OnesVector ones);

  @Override
  void close();
}
