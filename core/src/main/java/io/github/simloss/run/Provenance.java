package io.github.simloss.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.simloss.embedding.EmbeddingTable;
import org.jspecify.annotations.Nullable;

/**
 * Where a run came from, by parts. In {@code config.json} all of them stand side by side.
 *
 * @param data its files
 * @param words how its vocabulary was made
 * @param machine what trained it
 * @param created when, in UTC (ISO-8601)
 * @since 0.1.0
 */
public record Provenance(RunSources data, Words words, Machine machine, String created) {

  @JsonCreator
  static Provenance of(ProvenanceJson json) {
    return json.provenance();
  }

  @JsonValue
  ProvenanceJson json() {
    return ProvenanceJson.of(this);
  }

  /**
   * How a vocabulary was made.
   *
   * @param minCount words seen less often were left out of the vocabulary
   * @param maxVocabulary the most words kept
   * @param weightSmoothing a of the words' weights a / (a + p); null where words have no weights,
   *     and in runs from before it could be chosen
   * @param coverage how many words had vectors
   * @since 0.2.0
   */
  public record Words(
      int minCount,
      int maxVocabulary,
      @Nullable Double weightSmoothing,
      EmbeddingTable.Coverage coverage) {}

  /**
   * What trained a model.
   *
   * @param backend the engine's name
   * @param engine the engine with its version
   * @param device where it computed
   * @param threads CPU threads
   * @param java the Java that ran it
   * @param os the operating system
   * @since 0.2.0
   */
  public record Machine(
      String backend, String engine, String device, int threads, String java, String os) {}
}
