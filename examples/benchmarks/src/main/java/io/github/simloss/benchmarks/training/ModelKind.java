package io.github.simloss.benchmarks.training;

import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import java.util.Locale;

/** The models of the family that are timed. */
enum ModelKind {
  /** The paper's: LSTM to LSTM, an output layer of its own. */
  PUBLISHED,
  /** The paper's with a tied output layer, as the preset {@code default} has it. */
  TIED,
  /** That of the preset {@code sentences}: two directions, max and mean, a bag, tied. */
  SENTENCES;

  /** Its shape. */
  ModelSpec spec(Shape shape) {
    EmbeddingSpec embedding = EmbeddingSpec.of(shape.words(), shape.dimension(), shape.maxLength());
    int hidden = shape.hidden();
    return switch (this) {
      case PUBLISHED -> ModelSpec.published(embedding, hidden);
      case TIED ->
          new ModelSpec(
              embedding,
              EncoderSpec.published(hidden),
              new DecoderSpec(DecoderKind.LSTM, hidden, OutputLayer.TIED, false));
      case SENTENCES ->
          new ModelSpec(
              embedding,
              new EncoderSpec(hidden, 1, true, Pooling.MAX_MEAN, false, false, 0),
              new DecoderSpec(DecoderKind.BAG, hidden, OutputLayer.TIED, true));
    };
  }

  /** As an option and a table have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
