package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.io.TextFiles;
import io.github.simloss.similarity.WordVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Word vectors from files, as the commands need them. */
final class Vectors {
  private Vectors() {}

  /** Words of a file in its order, and their vectors. */
  record Listing(List<String> words, WordVectors vectors) {}

  /** Those of some words. */
  static WordVectors of(Path file, Set<String> words) {
    return read(file, words::contains).vectors();
  }

  /** All of a file. */
  static WordVectors all(Path file) {
    return listing(file).vectors();
  }

  /** All of a file, with the list of its words. */
  static Listing listing(Path file) {
    return read(file, word -> true);
  }

  private static Listing read(Path file, Predicate<String> wanted) {
    Map<String, float[]> map = new LinkedHashMap<>();
    int[] dimension = {0};
    TextFiles.forEachLine(
        file,
        (number, line) -> {
          String[] fields = line.strip().split(" ", -1);
          if (number == 1 && fields.length == 2) {
            return;
          }
          dimension[0] = fields.length - 1;
          if (wanted.test(fields[0])) {
            float[] vector = new float[dimension[0]];
            for (int k = 0; k < vector.length; k++) {
              vector[k] = Float.parseFloat(fields[k + 1]);
            }
            map.putIfAbsent(fields[0], vector);
          }
        });
    if (map.isEmpty()) {
      throw new SimlossException(file + " has no word");
    }
    WordVectors vectors =
        new WordVectors() {
          @Override
          public int dimension() {
            return dimension[0];
          }

          @Override
          public float[] vector(String word) {
            float[] vector = map.get(word);
            return vector == null ? null : vector.clone();
          }
        };
    return new Listing(new ArrayList<>(map.keySet()), vectors);
  }
}
