package io.github.simloss.examples;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorSet;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/**
 * Words of a vector file, of any format that {@link VectorFile} reads.
 *
 * @param words whose ids are their places here
 * @param vectors their unit vectors
 */
record WordTable(List<String> words, UnitVectors vectors) {

  /** All words, in the file's order. */
  static WordTable read(Path file) {
    return of(VectorFile.open(file).all());
  }

  /** Those of some words that the file has, in their order. */
  static WordTable read(Path file, SortedSet<String> wanted) {
    return of(VectorFile.open(file).read(wanted));
  }

  private static WordTable of(VectorSet set) {
    List<String> words = set.words();
    int dimension = set.dimension();
    float[] rows = new float[words.size() * dimension];
    for (int i = 0; i < words.size(); i++) {
      System.arraycopy(set.vector(words.get(i)), 0, rows, i * dimension, dimension);
    }
    return new WordTable(words, UnitVectors.of(rows, words.size(), dimension));
  }
}
