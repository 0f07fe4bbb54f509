package io.github.simloss.similarity;

import java.util.stream.IntStream;

/** Finds the exact N nearest words of every word by cosine. Engines bring a faster one. */
@FunctionalInterface
public interface NeighbourSearch {

  /** In plain Java, over all cores; memory is the table and one row a thread. */
  NeighbourSearch PLAIN_JAVA = NeighbourSearch::plainJava;

  /**
   * The table of a vocabulary.
   *
   * @param vectors unit rows
   * @param neighbours N in 1..V, the word itself included
   */
  NeighbourTable search(UnitVectors vectors, int neighbours);

  private static NeighbourTable plainJava(UnitVectors vectors, int neighbours) {
    ExactNeighbours table = new ExactNeighbours(vectors, neighbours);
    IntStream.range(0, vectors.count())
        .parallel()
        .forEach(word -> table.addRows(word, 1, cosines(vectors, word)));
    return table.build();
  }

  private static float[] cosines(UnitVectors vectors, int word) {
    float[] cosines = new float[vectors.count()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = (float) vectors.cosine(word, i);
    }
    return cosines;
  }
}
