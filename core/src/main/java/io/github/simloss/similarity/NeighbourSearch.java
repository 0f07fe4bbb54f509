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
    TopNeighbours best = new TopNeighbours(vectors, neighbours);
    int count = vectors.count();
    int dimension = vectors.dimension();
    float[] data = vectors.data();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            word -> {
              float[] cosines = new float[count];
              for (int i = 0; i < count; i++) {
                float sum = 0;
                for (int k = 0; k < dimension; k++) {
                  sum += data[word * dimension + k] * data[i * dimension + k];
                }
                cosines[i] = sum;
              }
              best.offer(word, 0, cosines, 0, count);
            });
    return best.build();
  }
}
