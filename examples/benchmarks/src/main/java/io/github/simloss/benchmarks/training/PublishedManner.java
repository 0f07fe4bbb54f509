package io.github.simloss.benchmarks.training;

import io.github.simloss.SimlossException;
import io.github.simloss.benchmarks.measure.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The Python script that trains in the published manner, and the interpreter to run it with. */
final class PublishedManner {
  /**
   * How Python's threads can be set. OpenMP's and the BLAS's starve each other on few cores, in
   * ways that depend on the shape: all are tried and the fastest is taken.
   */
  private static final List<Map<String, String>> SETTINGS =
      List.of(
          Map.of(),
          Map.of("OMP_WAIT_POLICY", "passive"),
          Map.of("OPENBLAS_NUM_THREADS", "1"),
          Map.of("OMP_WAIT_POLICY", "passive", "OPENBLAS_NUM_THREADS", "1"));

  private final String interpreter;
  private final int threads;
  private final boolean once;
  private final Path script;

  /**
   * @param interpreter name or path of a Python
   * @param threads for {@code torch.set_num_threads}
   * @param once whether all positions are projected by one product
   */
  PublishedManner(String interpreter, int threads, boolean once) {
    this.interpreter = interpreter;
    this.threads = threads;
    this.once = once;
    try (InputStream in = PublishedManner.class.getResourceAsStream("published_manner.py")) {
      script = Files.createTempFile("published_manner", ".py");
      script.toFile().deleteOnExit();
      Files.write(script, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it cannot run here, as one line; null if it can. */
  String missing() {
    String why;
    try {
      Process process =
          new ProcessBuilder(interpreter, "-c", "import torch").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return null;
      }
      List<String> lines = said.strip().lines().toList();
      why = lines.isEmpty() ? "it failed" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      why = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    }
    return "no Python with PyTorch, so no ratios to it ("
        + interpreter
        + ": "
        + why
        + "); --python names another";
  }

  /** Gigabytes that a shape takes at least: its table, and the arrays of positions by V. */
  static double gigabytes(Shape shape) {
    double table = shape.loss().equals("ce") ? 0 : 4.0 * shape.words() * shape.words();
    double positions = 4.0 * shape.batch() * shape.maxLength() * shape.words();
    return (table + 5 * positions) / 1e9;
  }

  /** Why it cannot train a shape, here or at all, as one line; null if it can. */
  static String refusal(Shape shape) {
    if (shape.model() != ModelKind.PUBLISHED || shape.work() != Work.TRAIN) {
      return "the published manner has training steps of the published model only";
    }
    double free = freeGigabytes();
    double needed = gigabytes(shape);
    return needed < 0.9 * free
        ? null
        : String.format(
            Locale.ROOT, "the published manner needs %.0f GB, %.0f are free", needed, free);
  }

  private static double freeGigabytes() {
    Path file = Path.of("/proc/meminfo");
    try {
      if (Files.isReadable(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          if (line.startsWith("MemAvailable:")) {
            return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e9;
          }
        }
      }
    } catch (IOException e) {
      // Then nobody says that it does not fit.
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Starts it. */
  Child start(Shape shape, Map<String, String> setting) {
    List<String> command = new ArrayList<>(List.of(interpreter, script.toString()));
    command.add(Integer.toString(threads));
    // The script knows the one model of the paper.
    List<String> words = List.of(shape.arguments());
    command.addAll(words.subList(1, words.size()));
    command.add(once ? "sequence" : "step");
    return new Child("python", command, setting);
  }

  /** The fastest setting, tried on cross entropy, which needs no table. */
  Map<String, String> fastest(Shape shape) {
    Shape tried = shape.withCrossEntropy();
    Map<String, String> best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Map<String, String> setting : SETTINGS) {
      try (Child child = start(tried, setting)) {
        child.ask("run 2");
        double time = Numbers.median(Numbers.list(child.ask("run 5").get("milliseconds")));
        if (time < least) {
          least = time;
          best = setting;
        }
      }
    }
    if (best == null) {
      throw new SimlossException("python gave no time");
    }
    return new TreeMap<>(best);
  }
}
