package io.github.simloss.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.io.Release;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.SpecialToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.json}: every setting of a run, resolved, and where it came from.
 *
 * @param format version of this file, {@link #FORMAT}
 * @param version the simloss release that wrote it
 * @param spec the model's shape
 * @param tokenizer the tokenizer's name
 * @param bigrams whether tokens are pairs of words
 * @param form which tokens are read and written beside the words
 * @param loss the loss
 * @param stopWords words whose targets stay one-hot
 * @param excludedWords words that are similar to none but themselves; not in the file if empty
 * @param training how it is trained
 * @param postProcessing what is done to codes; null, and not in the file, for nothing
 * @param provenance data, engine and machine
 * @since 0.1.0
 */
public record RunConfig(
    int format,
    String version,
    ModelSpec spec,
    String tokenizer,
    boolean bigrams,
    SentenceForm form,
    LossSpec loss,
    List<String> stopWords,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludedWords,
    TrainingSettings training,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PostProcessingSettings postProcessing,
    Provenance provenance) {

  /** The version of the file that this release writes; it reads 1 as well. */
  public static final int FORMAT = 2;

  /** The longest padded sentence, T: rows this long are made whatever a file holds. */
  public static final int LONGEST = 10_000;

  /** Files from before there were excluded words have none. */
  public RunConfig {
    excludedWords = excludedWords == null ? List.of() : excludedWords;
  }

  /** The dimension of word vectors: half of d where tokens are pairs of words. */
  public int wordDimension() {
    return spec.dimension() / (bigrams ? 2 : 1);
  }

  /** The same, as this release writes it, with other settings of training. */
  public RunConfig withTraining(TrainingSettings other) {
    return new RunConfig(
        FORMAT,
        Release.current(),
        spec,
        tokenizer,
        bigrams,
        form,
        loss,
        stopWords,
        excludedWords,
        other,
        postProcessing,
        provenance);
  }

  /**
   * Reads a file of any format there was.
   *
   * @param file {@code config.json} of a run, or a copy of it
   * @throws SimlossException if it is damaged, or of a newer release
   */
  public static RunConfig read(Path file) {
    return read(file, format(file));
  }

  static int format(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class);
    int format = tree.path("format").asInt(0);
    Release.requireFormat(file, format, FORMAT, tree.path("version").asText(null));
    return format;
  }

  static RunConfig read(Path file, int format) {
    RunConfig config =
        format == 1
            ? Json.read(file, RunConfigFormat1.class).current()
            : Json.read(file, RunConfig.class);
    config.requireWhole(file);
    return config;
  }

  /**
   * Checks what the types do not.
   *
   * @param file where it was read, for the message
   * @throws SimlossException if a part is missing or out of bounds
   */
  void requireWhole(Path file) {
    if (spec == null
        || tokenizer == null
        || form == null
        || loss == null
        || training == null
        || provenance == null
        || provenance.data().train() == null
        || provenance.data().dev() == null
        || stopWords == null
        || stopWords.contains(null)
        || excludedWords.stream().anyMatch(Objects::isNull)) {
      throw new SimlossException(
          Messages.oneLine(file)
              + " lacks spec, tokenizer, form, loss, stopWords, training or provenance; take the file"
              + " from the run again");
    }
    if (spec.embedding().maxLength() < 2 || spec.embedding().maxLength() > LONGEST) {
      throw new SimlossException(
          Messages.oneLine(file)
              + ": maxLength is "
              + spec.embedding().maxLength()
              + "; it must be from 2 to "
              + LONGEST);
    }
    for (SpecialToken token : SpecialToken.values()) {
      int id =
          switch (token) {
            case START -> spec.embedding().startId();
            case UNKNOWN -> spec.embedding().unknownId();
            case END -> spec.embedding().endId();
            case PADDING -> spec.embedding().paddingId();
          };
      if (id != token.id()) {
        throw new SimlossException(
            Messages.oneLine(file) + ": the id of " + token.text() + " must be " + token.id());
      }
    }
  }
}
