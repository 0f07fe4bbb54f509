package io.github.simloss.run;

import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.json} as releases before 0.2.0 wrote it: the shape of the one model there was.
 *
 * @param format 1
 */
record RunConfigFormat1(
    int format,
    String version,
    Shape spec,
    String tokenizer,
    boolean bigrams,
    LossSpec loss,
    List<String> stopWords,
    @Nullable List<String> excludedWords,
    TrainingSettings training,
    Provenance provenance) {

  /** The model's shape, in one record. */
  record Shape(
      int vocabularySize,
      int embeddingDimension,
      int hiddenSize,
      int maxLength,
      int startId,
      int unknownId,
      int endId,
      int paddingId) {
    /** The published model of this shape; checks the ranges. */
    ModelSpec published() {
      EmbeddingSpec embedding =
          new EmbeddingSpec(
              vocabularySize, embeddingDimension, maxLength, startId, unknownId, endId, paddingId);
      return ModelSpec.published(embedding, hiddenSize);
    }

    /** Checks the ranges. */
    Shape {
      new EmbeddingSpec(
          vocabularySize, embeddingDimension, maxLength, startId, unknownId, endId, paddingId);
      if (hiddenSize < 1) {
        throw new IllegalArgumentException(
            "hiddenSize is " + hiddenSize + "; it must be at least 1");
      }
    }
  }

  /** The same in the form of now. */
  @SuppressWarnings("NullAway") // RunConfig.requireWhole names what a file lacks
  RunConfig current() {
    return new RunConfig(
        RunConfig.FORMAT,
        version,
        spec == null ? null : spec.published(),
        tokenizer,
        bigrams,
        SentenceForm.PUBLISHED,
        loss,
        stopWords,
        excludedWords,
        training,
        null,
        provenance);
  }
}
