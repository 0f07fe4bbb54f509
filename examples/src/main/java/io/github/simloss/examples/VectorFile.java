package io.github.simloss.examples;

import io.github.simloss.io.TextFiles;
import io.github.simloss.similarity.UnitVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A {@code .vec} or GloVe file: a word and its values a line, perhaps after a line with two
 * numbers.
 *
 * @param words in the file's order
 * @param vectors their unit vectors
 */
record VectorFile(List<String> words, UnitVectors vectors) {

  /** All of a file. */
  static VectorFile read(Path file) {
    return read(file, word -> true);
  }

  /** Some words of a file, for files that hold far more than are needed. */
  static VectorFile read(Path file, Predicate<String> wanted) {
    List<String> words = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    TextFiles.forEachLine(
        file,
        (number, line) -> {
          String[] fields = line.strip().split(" ", -1);
          boolean header = number == 1 && fields.length == 2;
          if (!header && wanted.test(fields[0])) {
            words.add(fields[0]);
            float[] vector = new float[fields.length - 1];
            for (int k = 0; k < vector.length; k++) {
              vector[k] = Float.parseFloat(fields[k + 1]);
            }
            vectors.add(vector);
          }
        });
    int dimension = vectors.get(0).length;
    float[] rows = new float[words.size() * dimension];
    for (int i = 0; i < words.size(); i++) {
      System.arraycopy(vectors.get(i), 0, rows, i * dimension, dimension);
    }
    return new VectorFile(words, UnitVectors.of(rows, words.size(), dimension));
  }
}
