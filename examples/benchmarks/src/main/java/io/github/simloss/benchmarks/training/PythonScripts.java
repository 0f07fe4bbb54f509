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

/**
 * The same work in Python, and the interpreter to do it with: a training step of the published
 * model in the published manner, all else as users of PyTorch write it today, over packed
 * sequences.
 */
final class PythonScripts {
  private static final String PUBLISHED = "published_manner.py";
  private static final String PACKED = "packed_manner.py";

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
  private final boolean packed;
  private final Path folder;

  /**
   * @param interpreter name or path of a Python
   * @param threads for {@code torch.set_num_threads}
   * @param once whether the published manner projects all positions by one product
   * @param packed whether the published model too is trained over packed sequences
   */
  PythonScripts(String interpreter, int threads, boolean once, boolean packed) {
    this.interpreter = interpreter;
    this.threads = threads;
    this.once = once;
    this.packed = packed;
    try {
      folder = Files.createTempDirectory("simloss-python");
      folder.toFile().deleteOnExit();
      for (String name : List.of(PUBLISHED, PACKED)) {
        copy(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String name) throws IOException {
    try (InputStream in = PythonScripts.class.getResourceAsStream(name)) {
      Path file = folder.resolve(name);
      Files.write(file, in.readAllBytes());
      file.toFile().deleteOnExit();
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

  /** Whether a shape is worked on in the published manner. */
  private boolean isPublished(Shape shape) {
    return shape.work() == Work.TRAIN && shape.model() == ModelKind.PUBLISHED && !packed;
  }

  /** Gigabytes that a shape takes at least: its table, and the arrays of positions by V. */
  double gigabytes(Shape shape) {
    if (shape.work() == Work.ENCODE) {
      return 0;
    }
    boolean table = isPublished(shape) && !shape.loss().equals("ce");
    double positions = shape.model() == ModelKind.SENTENCES ? 1 : shape.maxLength();
    return 4.0
        * shape.words()
        * ((table ? shape.words() : 0) + 5 * shape.batch() * positions)
        / 1e9;
  }

  /** Why it cannot work on a shape, here or at all, as one line; null if it can. */
  String refusal(Shape shape) {
    if (shape.work() == Work.TRAIN && !isPublished(shape) && shape.isWhole()) {
      return "Python has " + shape.loss() + " in the published manner only";
    }
    double free = freeGigabytes();
    double needed = gigabytes(shape);
    return needed < 0.9 * free
        ? null
        : String.format(Locale.ROOT, "Python needs %.0f GB, %.0f are free", needed, free);
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

  /** Starts the script of a shape. */
  Child start(Shape shape, Map<String, String> setting) {
    return new Child("python", command(shape), setting);
  }

  /** The command line of a shape; what the scripts read is said at their head. */
  List<String> command(Shape shape) {
    boolean published = isPublished(shape);
    List<String> command = new ArrayList<>();
    command.add(interpreter);
    command.add(folder.resolve(published ? PUBLISHED : PACKED).toString());
    command.add(Integer.toString(threads));
    if (!published) {
      command.add(shape.work().name().toLowerCase(Locale.ROOT));
      command.add(shape.model().label());
    }
    command.add(shape.loss());
    for (int size :
        new int[] {
          shape.words(),
          shape.batch(),
          shape.dimension(),
          shape.hidden(),
          shape.maxLength(),
          shape.shortest()
        }) {
      command.add(Integer.toString(size));
    }
    if (published) {
      command.add(once ? "sequence" : "step");
    }
    return command;
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
