package io.github.simloss.train;

import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;

/**
 * The parts of a model that do not depend on the data.
 *
 * @param encoder from words to a code
 * @param decoder from a code to words
 * @since 0.2.0
 */
public record ModelSettings(EncoderSpec encoder, DecoderSpec decoder) {
  /** The published model of a hidden size. */
  public static ModelSettings published(int hiddenSize) {
    return new ModelSettings(EncoderSpec.published(hiddenSize), DecoderSpec.published(hiddenSize));
  }
}
