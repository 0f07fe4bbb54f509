package io.github.simloss.cli.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs of equal lines in two trees of Java sources. Only lines that say something count: imports,
 * the package, comments, annotations, braces and blank lines are passed over, and so is
 * indentation.
 */
final class EqualLines {
  /** So many lines in a row are a run. */
  static final int SHORTEST = 6;

  private EqualLines() {}

  /**
   * The runs that stand in both trees, each once and in full, by their first files.
   *
   * @return the lines of each run, with the files that hold it, {@code First.java Second.java}
   */
  static Map<List<String>, Set<String>> of(Path first, Path second) throws IOException {
    Map<Path, List<String>> left = read(first);
    Map<Path, List<String>> right = read(second);
    Map<List<String>, Set<String>> runs = new TreeMap<>((a, b) -> text(a).compareTo(text(b)));
    left.forEach(
        (a, linesOfA) ->
            right.forEach(
                (b, linesOfB) -> {
                  String files = a.getFileName() + " " + b.getFileName();
                  for (List<String> run : common(linesOfA, linesOfB)) {
                    runs.computeIfAbsent(run, lines -> new TreeSet<>()).add(files);
                  }
                }));
    return runs;
  }

  private static String text(List<String> run) {
    return String.join("\n", run);
  }

  /** Whether a run is another, or a part of it. */
  static boolean isWithin(List<String> run, List<String> other) {
    return ("\n" + text(other) + "\n").contains("\n" + text(run) + "\n");
  }

  /** The longest runs: none is a part of another at the same places. */
  private static List<List<String>> common(List<String> a, List<String> b) {
    List<List<String>> runs = new ArrayList<>();
    int[] before = new int[b.size() + 1];
    for (int i = 0; i < a.size(); i++) {
      int[] lengths = new int[b.size() + 1];
      for (int j = 0; j < b.size(); j++) {
        if (a.get(i).equals(b.get(j))) {
          lengths[j + 1] = before[j] + 1;
          boolean ends =
              i + 1 == a.size() || j + 1 == b.size() || !a.get(i + 1).equals(b.get(j + 1));
          if (ends && lengths[j + 1] >= SHORTEST) {
            runs.add(List.copyOf(a.subList(i + 1 - lengths[j + 1], i + 1)));
          }
        }
      }
      before = lengths;
    }
    return runs;
  }

  private static Map<Path, List<String>> read(Path root) throws IOException {
    Map<Path, List<String>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(path -> path.toString().endsWith(".java"))
          .forEach(path -> files.put(path, telling(path)));
    }
    return files;
  }

  /** The lines of a file that count. */
  private static List<String> telling(Path file) {
    List<String> telling = new ArrayList<>();
    boolean inComment = false;
    try {
      for (String raw : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String line = raw.strip();
        if (inComment || line.startsWith("/*")) {
          inComment = !line.contains("*/");
        } else if (!line.matches("//.*|@.*|(package|import) .*|[^A-Za-z0-9]*")) {
          telling.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return telling;
  }
}
