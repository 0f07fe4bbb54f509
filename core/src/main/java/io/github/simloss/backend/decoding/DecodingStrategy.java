package io.github.simloss.backend.decoding;

import io.github.simloss.backend.InferenceModel;

/**
 * Writes sentences from codes. {@code <start>} and {@code <pad>} are never written; a sentence ends
 * with its first {@code <end>}, or at the model's maximum length.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DecodingStrategy {

  /**
   * Decodes a batch.
   *
   * @param model the model
   * @param codes row-major, rows x C
   * @param sentences the number of each sentence in its file: what a random strategy draws by, so
   *     that the outcome does not depend on which sentences share a batch
   * @return ids of each row, without {@code <end>}; at most maxLength of them
   */
  int[][] decode(InferenceModel model, float[] codes, long[] sentences);

  /** Whether it takes the most probable token each time; decoders without order know no other. */
  default boolean isGreedy() {
    return false;
  }

  /** The most probable token each time. */
  static DecodingStrategy greedy() {
    return new TokenByToken(
        (logits, offset, count, sentence, step) -> Logits.argMax(logits, offset, count), true);
  }

  /**
   * A random token each time.
   *
   * @param temperature above 0; below 1 sharpens, above 1 flattens
   * @param topK draw among the k most probable; 0 for all
   * @param seed of the draws
   */
  static DecodingStrategy sampling(double temperature, int topK, long seed) {
    return new TokenByToken(new Sampler(temperature, topK, seed), false);
  }

  /**
   * Beam search. Of what it finds the best sentence that ends is returned, and only where none does
   * the best beginning of maxLength tokens.
   *
   * @param width beams a sentence, at least 1
   * @param lengthPenalty alpha: a sentence's log probability is divided by length^alpha; 0 for none
   */
  static DecodingStrategy beam(int width, double lengthPenalty) {
    return new BeamSearch(width, lengthPenalty);
  }
}
