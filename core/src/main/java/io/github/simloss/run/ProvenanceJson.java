package io.github.simloss.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.embedding.EmbeddingTable;
import org.jspecify.annotations.Nullable;

/**
 * {@link Provenance} as files have it, in the order of their fields, whatever the parts are.
 *
 * @param similarities {@code null}, and not in the file, for none
 * @param weightSmoothing {@code null}, and not in the file, for none
 */
record ProvenanceJson(
    DataSource train,
    DataSource dev,
    DataSource vectors,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DataSource similarities,
    int minCount,
    int maxVocabulary,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double weightSmoothing,
    EmbeddingTable.Coverage coverage,
    String backend,
    String engine,
    String device,
    int threads,
    String java,
    String os,
    String created) {

  static ProvenanceJson of(Provenance from) {
    return new ProvenanceJson(
        from.data().train(),
        from.data().dev(),
        from.data().vectors(),
        from.data().similarities(),
        from.words().minCount(),
        from.words().maxVocabulary(),
        from.words().weightSmoothing(),
        from.words().coverage(),
        from.machine().backend(),
        from.machine().engine(),
        from.machine().device(),
        from.machine().threads(),
        from.machine().java(),
        from.machine().os(),
        from.created());
  }

  Provenance provenance() {
    return new Provenance(
        new RunSources(train, dev, vectors, similarities),
        new Provenance.Words(minCount, maxVocabulary, weightSmoothing, coverage),
        new Provenance.Machine(backend, engine, device, threads, java, os),
        created);
  }
}
