package io.github.simloss.examples;

import io.github.simloss.io.TextFiles;
import io.github.simloss.similarity.UnitVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small {@code .vec} file whole: a first line with two numbers, then a word and its values a
 * line.
 *
 * @param words in the file's order
 * @param vectors their unit vectors
 */
record VectorFile(List<String> words, UnitVectors vectors) {

  static VectorFile read(Path file) {
    List<String> words = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    TextFiles.forEachLine(
        file,
        (number, line) -> {
          String[] fields = line.strip().split(" ", -1);
          if (number > 1) {
            words.add(fields[0]);
            for (int k = 1; k < fields.length; k++) {
              values.add(Float.valueOf(fields[k]));
            }
          }
        });
    float[] rows = new float[values.size()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = values.get(k);
    }
    return new VectorFile(words, UnitVectors.of(rows, words.size(), rows.length / words.size()));
  }
}
