package io.github.simloss.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.MemoryNeed;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.text.SpecialToken;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a model that do not depend on the data.
 *
 * @param encoder from words to a code
 * @param decoder from a code to words
 * @param postProcessing what is done to codes after training; null for nothing
 * @since 0.2.0
 */
public record ModelSettings(
    EncoderSpec encoder,
    DecoderSpec decoder,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PostProcessingSettings postProcessing) {
  /** Settings whose codes stay as the model makes them. */
  public ModelSettings(EncoderSpec encoder, DecoderSpec decoder) {
    this(encoder, decoder, null);
  }

  /** The published model of a hidden size. */
  public static ModelSettings published(int hiddenSize) {
    return new ModelSettings(EncoderSpec.published(hiddenSize), DecoderSpec.published(hiddenSize));
  }

  /**
   * Checks that a model of these settings can be trained on this machine, whatever its vocabulary
   * and its word vectors.
   *
   * @throws io.github.simloss.SimlossException if it needs more memory than there is
   */
  public void requireMemory() {
    int fewest = SpecialToken.values().length;
    MemoryNeed.require(new ModelSpec(EmbeddingSpec.of(fewest, 1, 2), encoder, decoder));
  }

  /** The same with something done to codes after training; null for nothing. */
  public ModelSettings withPostProcessing(@Nullable PostProcessingSettings settings) {
    return new ModelSettings(encoder, decoder, settings);
  }
}
