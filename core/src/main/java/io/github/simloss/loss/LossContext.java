package io.github.simloss.loss;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.GivenSimilarities;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a loss is made from: the vocabulary's vectors, the ids that are never softened, a way to
 * find neighbours, and what a user says of similarities.
 *
 * @param vectors unit vectors of all V words
 * @param oneHotIds ids whose target stays one-hot under every loss: stop words and special tokens
 * @param search finds neighbours, on an engine or in plain Java
 * @param excludedIds ids of words that count as similar to none but themselves
 * @param given similarities in place of the vectors' cosines, or null for these
 * @since 0.1.0
 */
public record LossContext(
    UnitVectors vectors,
    Set<Integer> oneHotIds,
    NeighbourSearch search,
    Set<Integer> excludedIds,
    @Nullable GivenSimilarities given) {
  /** Checks the ids and that given similarities are of as many words. */
  public LossContext {
    oneHotIds = Set.copyOf(oneHotIds);
    excludedIds = Set.copyOf(excludedIds);
    requireIds("one-hot", oneHotIds, vectors.count());
    requireIds("excluded", excludedIds, vectors.count());
    if (given != null && given.count() != vectors.count()) {
      throw new IllegalArgumentException(
          "similarities of " + given.count() + " words for a vocabulary of " + vectors.count());
    }
  }

  /** Similarities are the cosines of all words. */
  public LossContext(UnitVectors vectors, Set<Integer> oneHotIds, NeighbourSearch search) {
    this(vectors, oneHotIds, search, Set.of(), null);
  }

  private static void requireIds(String kind, Set<Integer> ids, int size) {
    for (int id : ids) {
      if (id < 0 || id >= size) {
        throw new IllegalArgumentException(kind + " id " + id + " is outside [0, " + size + ")");
      }
    }
  }

  /** V. */
  public int vocabularySize() {
    return vectors.count();
  }

  /**
   * Whether the target weighs itself alone, whatever the loss: it is declared one-hot, or has no
   * vector to be similar by. Similarities that are given do not ask for a vector.
   *
   * @param target t, in [0, V)
   */
  public boolean isOneHot(int target) {
    return oneHotIds.contains(target) || (given == null && vectors.isZero(target));
  }

  /**
   * The N nearest words of every word, itself included; by given similarities if there are any,
   * whose rows may be filled as {@link GivenSimilarities#neighbours} says.
   */
  public NeighbourTable neighbours(int count) {
    return given == null ? search.search(vectors, count) : given.neighbours(count);
  }

  /** The same with other vectors of the same words. */
  LossContext with(UnitVectors others) {
    return new LossContext(others, oneHotIds, search, excludedIds, given);
  }
}
