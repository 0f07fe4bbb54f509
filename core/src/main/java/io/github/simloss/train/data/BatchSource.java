package io.github.simloss.train.data;

import io.github.simloss.batch.Batch;

/**
 * Sentences as ids, from which batches are made, wherever they are kept. The sentences and their
 * order never change.
 *
 * @since 0.2.0
 */
public interface BatchSource {
  /** Tokens of each sentence, as the encoder reads it; at least one sentence. */
  int[] lengths();

  /**
   * The sentences of some rows, padded to the model's length.
   *
   * @param rows numbers of sentences, at least one
   */
  Batch batch(int[] rows);
}
