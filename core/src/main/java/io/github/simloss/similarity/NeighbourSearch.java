package io.github.simloss.similarity;

import io.github.simloss.embedding.UnitVectors;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the exact N nearest words of every word by cosine. Engines bring a faster one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface NeighbourSearch {

  /** In plain Java, over all cores; memory is the table and one row a thread. */
  NeighbourSearch PLAIN_JAVA = NeighbourSearch::plainJava;

  /**
   * The table of a vocabulary.
   *
   * @param vectors unit rows
   * @param neighbours N in 1..V, the word itself included
   * @throws IllegalArgumentException if N is out of range
   */
  NeighbourTable search(UnitVectors vectors, int neighbours);

  /**
   * A search for some words alone, which takes a moment for any vocabulary. A row of another word
   * holds that word in every place, as if it had no neighbours.
   *
   * @param words their ids, copied; a search over fewer words throws an {@link
   *     IndexOutOfBoundsException}
   */
  static NeighbourSearch ofWords(Set<Integer> words) {
    Set<Integer> wanted = Set.copyOf(words);
    return (vectors, neighbours) -> {
      RankKeys.requireNeighbours(neighbours, vectors.count());
      wanted.forEach(word -> Objects.checkIndex(word, vectors.count()));
      int[] ids = new int[Math.multiplyExact(vectors.count(), neighbours)];
      float[] similarities = new float[ids.length];
      for (int word = 0; word < vectors.count(); word++) {
        int at = word * neighbours;
        Arrays.fill(ids, at, at + neighbours, word);
        if (wanted.contains(word)) {
          System.arraycopy(vectors.nearest(word, neighbours), 0, ids, at, neighbours);
        }
        for (int k = at; k < at + neighbours; k++) {
          similarities[k] = (float) vectors.cosine(word, ids[k]);
        }
      }
      return new NeighbourTable(vectors.count(), neighbours, ids, similarities);
    };
  }

  private static NeighbourTable plainJava(UnitVectors vectors, int neighbours) {
    ExactNeighbours table = new ExactNeighbours(vectors, neighbours);
    table.addRows(0, vectors.count(), (word, cosines) -> cosines(vectors, word, cosines));
    return table.build();
  }

  private static void cosines(UnitVectors vectors, int word, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (float) vectors.cosine(word, i);
    }
  }
}
