package io.github.simloss.similarity;

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
    table.addRows(0, vectors.count(), (word, cosines) -> cosines(vectors, word, cosines));
    return table.build();
  }

  private static void cosines(UnitVectors vectors, int word, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (float) vectors.cosine(word, i);
    }
  }
}
