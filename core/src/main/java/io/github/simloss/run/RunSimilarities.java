package io.github.simloss.run;

import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run's loss is made from beside the vectors.
 *
 * @param vocabulary the words
 * @param stopWords words whose targets stay one-hot
 * @param excludedWords words that are similar to none but themselves
 * @param given similarities from a file, or null for the vectors' cosines
 * @since 0.1.0
 */
public record RunSimilarities(
    Vocabulary vocabulary,
    List<String> stopWords,
    List<String> excludedWords,
    SimilarityFile.@Nullable Contents given) {

  /**
   * Those of a run that was begun.
   *
   * @throws io.github.simloss.SimlossException if its similarity file is gone or changed
   */
  public static RunSimilarities of(RunConfig config, Vocabulary vocabulary) {
    DataSource file = config.provenance().data().similarities();
    return of(config, vocabulary, file == null ? null : file.requireUnchanged());
  }

  /**
   * Those of a run that was begun.
   *
   * @param given the similarity file, wherever it is now, or null for none
   */
  public static RunSimilarities of(RunConfig config, Vocabulary vocabulary, @Nullable Path given) {
    return new RunSimilarities(
        vocabulary,
        config.stopWords(),
        config.excludedWords(),
        given == null ? null : SimilarityFile.read(given, vocabulary));
  }

  /**
   * What the loss is made from.
   *
   * @param vectors of the vocabulary
   * @param engine finds neighbours
   */
  public LossContext context(UnitVectors vectors, Engine engine) {
    return context(vectors, engine::neighbours);
  }

  /**
   * The same.
   *
   * @param vectors of the vocabulary
   * @param search finds neighbours
   */
  public LossContext context(UnitVectors vectors, NeighbourSearch search) {
    Set<Integer> oneHot = ids(stopWords);
    for (SpecialToken token : SpecialToken.values()) {
      oneHot.add(token.id());
    }
    return new LossContext(
        vectors, oneHot, search, ids(excludedWords), given == null ? null : given.similarities());
  }

  private Set<Integer> ids(List<String> words) {
    Set<Integer> ids = new TreeSet<>();
    for (String word : words) {
      int id = vocabulary.find(word);
      if (id >= 0) {
        ids.add(id);
      }
    }
    return ids;
  }
}
