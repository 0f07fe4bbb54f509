package io.github.simloss.benchmarks.vectors;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * How fast a big {@code .vec} is read when few of its words are wanted, each reader in a process of
 * its own, in turns: simloss, the second opening through its cache, the file's bytes alone, the
 * loop of research code in Python, and DL4J's {@code WordVectorSerializer}. Prints medians.
 *
 * <p>Arguments: a folder for the generated file (which stays), rows, dimension, words wanted,
 * rounds; then a Python with numpy ({@code -} for none) and the folder of DL4J's reader, {@code
 * examples/benchmarks/dl4j-reader/target} once built ({@code -} for none). Those two are slow and
 * take part in the first round only.
 */
public final class ReadingBenchmark {
  private static final String PYTHON = "Python loop";

  private final Map<String, List<double[]>> results = new LinkedHashMap<>();

  private ReadingBenchmark() {}

  /** Generates, measures, prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 7) {
      throw new SimlossException(
          "ReadingBenchmark takes FOLDER ROWS DIMENSION WANTED ROUNDS PYTHON|- DL4J-READER|-");
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    int rows = Integer.parseInt(args[1]);
    Path file = GeneratedVectors.file(folder, rows, Integer.parseInt(args[2]));
    Path cache = folder.resolve("cache");
    // So that the readings marked as cached are all second openings.
    VectorFile.open(file, VectorOptions.DEFAULT.withCache(cache))
        .read(GeneratedVectors.words(rows, Integer.parseInt(args[3])));
    List<String> task = List.of(file.toString(), args[1], args[3]);
    ReadingBenchmark benchmark = new ReadingBenchmark();
    int rounds = Integer.parseInt(args[4]);
    for (int round = 0; round < rounds; round++) {
      benchmark.java("bytes alone", "256m", "bytes", task);
      benchmark.java("simloss", "192m", "selective", task);
      benchmark.java("simloss, cached", "192m", "cached", task, cache.toString());
      if (round == 0 && !args[5].equals("-")) {
        benchmark.measure(PYTHON, rows, args[5], script(folder).toString(), file.toString());
      }
      if (round == 0 && !args[6].equals("-")) {
        String classes = args[6] + "/classes" + java.io.File.pathSeparator + args[6] + "/lib/*";
        benchmark.measure(
            "DL4J",
            0,
            javaCommand(),
            "-Xmx10g",
            "-cp",
            classes,
            "theirs.Dl4jReader",
            file.toString());
      }
    }
    benchmark.print(Files.size(file) / 1e6);
  }

  private void java(String name, String heap, String mode, List<String> task, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                javaCommand(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                OneReading.class.getName(),
                mode));
    command.addAll(task);
    command.addAll(List.of(more));
    int expected = mode.equals("bytes") ? 0 : Integer.parseInt(task.get(2));
    measure(name, expected, command.toArray(String[]::new));
  }

  /** Runs a reader; {@code expected} words are to be found, 0 for any number. */
  private void measure(String name, int expected, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new SimlossException(name + " ended with exit code " + process.exitValue());
    }
    List<String> lines = said.lines().toList();
    StringTokenizer figures = new StringTokenizer(lines.get(lines.size() - 1));
    double[] result = new double[figures.countTokens()];
    for (int k = 0; k < result.length; k++) {
      result[k] = Double.parseDouble(figures.nextToken());
    }
    if (expected > 0 && (int) result[2] != expected) {
      throw new SimlossException(name + " found " + (int) result[2] + " of " + expected + " words");
    }
    results.computeIfAbsent(name, n -> new ArrayList<>()).add(result);
  }

  private void print(double megabytes) {
    System.out.printf(Locale.ROOT, "%.0f MB, medians%n", megabytes);
    for (Map.Entry<String, List<double[]>> reader : results.entrySet()) {
      String name = reader.getKey();
      double seconds = median(name, 0);
      System.out.printf(
          Locale.ROOT,
          "%-16s %9.3f s %8.0f MB/s  peak %6.0f MB  %d runs%s%n",
          name,
          seconds,
          megabytes / seconds,
          median(name, 1),
          reader.getValue().size(),
          results.containsKey(PYTHON)
              ? String.format(
                  Locale.ROOT, "  %7.1f times the Python loop", median(PYTHON, 0) / seconds)
              : "");
    }
  }

  private double median(String name, int column) {
    double[] sorted = results.get(name).stream().mapToDouble(r -> r[column]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Path script(Path folder) throws IOException {
    Path file = folder.resolve("read_all.py");
    try (InputStream in = ReadingBenchmark.class.getResourceAsStream("read_all.py")) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
