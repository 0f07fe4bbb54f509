package io.github.simloss.loss;

import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.UnitVectors;
import java.util.Set;

/**
 * What a loss is made from: the vocabulary's vectors, the ids that are never softened, and a way to
 * find neighbours.
 *
 * @param vectors unit vectors of all V words
 * @param oneHotIds ids whose target stays one-hot in losses that soften by neighbours: stop words
 *     and special tokens
 * @param search finds neighbours, on an engine or in plain Java
 */
public record LossContext(UnitVectors vectors, Set<Integer> oneHotIds, NeighbourSearch search) {
  /** Checks the ids. */
  public LossContext {
    oneHotIds = Set.copyOf(oneHotIds);
    for (int id : oneHotIds) {
      if (id < 0 || id >= vectors.count()) {
        throw new IllegalArgumentException(
            "one-hot id " + id + " is outside [0, " + vectors.count() + ")");
      }
    }
  }

  /** V. */
  public int vocabularySize() {
    return vectors.count();
  }

  /** The N nearest words of every word, itself included. */
  public NeighbourTable neighbours(int count) {
    return search.search(vectors, count);
  }
}
