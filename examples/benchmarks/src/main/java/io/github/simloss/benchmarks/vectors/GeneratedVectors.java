package io.github.simloss.benchmarks.vectors;

import io.github.simloss.io.AtomicFiles;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** A {@code .vec} of random numbers, the same every time. */
final class GeneratedVectors {
  private GeneratedVectors() {}

  /** The file in a folder, made if it is not there. */
  static Path file(Path folder, int rows, int dimension) {
    Path file = folder.resolve("generated-" + rows + "x" + dimension + ".vec");
    if (!Files.exists(file)) {
      write(file, rows, dimension);
    }
    return file;
  }

  /** Some of its words, drawn over the whole file. */
  static Set<String> words(int rows, int count) {
    SeededRandom random = new SeededRandom(5);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      words.add(word(random.nextInt(rows)));
    }
    return words;
  }

  private static String word(int row) {
    return "w" + Integer.toString(row, 36);
  }

  private static void write(Path file, int rows, int dimension) {
    SeededRandom random = new SeededRandom(3);
    // Numbers as fastText prints them, drawn from a pool: drawing each would take minutes.
    byte[][] numbers = new byte[1 << 16][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          String.format(Locale.ROOT, " %.5g", 0.3 * random.nextGaussian())
              .getBytes(StandardCharsets.US_ASCII);
    }
    AtomicFiles.write(
        file,
        out -> {
          out.write((rows + " " + dimension + "\n").getBytes(StandardCharsets.US_ASCII));
          for (int row = 0; row < rows; row++) {
            out.write(word(row).getBytes(StandardCharsets.US_ASCII));
            for (int k = 0; k < dimension; k++) {
              out.write(numbers[random.nextInt(numbers.length)]);
            }
            out.write('\n');
          }
        });
  }
}
