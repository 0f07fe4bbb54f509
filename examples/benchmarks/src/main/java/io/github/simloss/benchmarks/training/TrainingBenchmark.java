package io.github.simloss.benchmarks.training;

import io.github.simloss.SimlossException;
import io.github.simloss.benchmarks.measure.BenchmarkMain;
import io.github.simloss.io.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Full training steps (forward, loss, backward, clip, Adam) on random batches: both engines and,
 * where there is a Python with PyTorch, the same in Python, in turns. Prints a table and writes
 * JSON; shapes that the file holds are not measured again, so it can be made in parts.
 */
@Command(
    name = "TrainingBenchmark",
    mixinStandardHelpOptions = true,
    description = "Times training steps and encoding on the engines, paired with Python.")
public final class TrainingBenchmark implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--work",
      split = ",",
      defaultValue = "train",
      description = "${COMPLETION-CANDIDATES}, several.")
  private List<Work> works;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "published",
      description = "${COMPLETION-CANDIDATES}, several.")
  private List<ModelKind> models;

  @Option(names = "--losses", split = ",", defaultValue = "ce,weighted-ce,weighted-sim,soft-label")
  private List<String> losses;

  @Option(names = "--words", split = ",", defaultValue = "9600", description = "V, several.")
  private List<Integer> words;

  @Option(names = "--batch-sizes", split = ",", defaultValue = "10,128")
  private List<Integer> batchSizes;

  @Option(names = "--dimension", defaultValue = "300")
  private int dimension;

  @Option(names = "--hidden-size", split = ",", defaultValue = "256", description = "H, several.")
  private List<Integer> hiddenSizes;

  @Option(names = "--max-length", defaultValue = "15")
  private int maxLength;

  @Option(names = "--min-length", defaultValue = "5", description = "Of a sentence.")
  private int minLength;

  @Option(names = "--engines", split = ",", defaultValue = "djl,dl4j")
  private List<String> engines;

  @Option(names = "--device", defaultValue = "cpu", description = "Of the engines.")
  private String device;

  @Option(names = "--threads", description = "Of each; default: as many as there are cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--rounds", defaultValue = "5", description = "Of which the median is reported.")
  private int rounds;

  @Option(names = "--steps", defaultValue = "0", description = "A round; default: by the batch.")
  private int steps;

  @Option(names = "--warm-up-seconds", defaultValue = "3", description = "Of each runner.")
  private double warmUp;

  @Option(names = "--python", defaultValue = "python3", description = "An interpreter, or none.")
  private String python;

  @Option(
      names = "--project-once",
      description = "Python projects a whole sequence by one product, not at each time step.")
  private boolean projectOnce;

  @Option(
      names = "--python-packed",
      description = "Python trains the published model over packed sequences, as it does all else.")
  private boolean pythonPacked;

  @Option(
      names = "--as-library",
      description =
          "Threads wait as the libraries have it by themselves, not as in the command line.")
  private boolean asLibrary;

  @Option(names = "--jvm-option", description = "For the engines' processes; may be repeated.")
  private List<String> jvmOptions = List.of();

  @Option(names = "--out", defaultValue = "benchmark.json", description = "The JSON file.")
  private Path out;

  @Option(names = "--again", description = "Measure what the file holds already, too.")
  private boolean again;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Results of before: what became slower is an error.")
  private Path against;

  @Option(
      names = "--tolerance",
      defaultValue = "0.25",
      description = "How much slower, as a share, --against lets pass.")
  private double tolerance;

  /** How Python's threads are best set, by shape. */
  private final Map<Shape, Map<String, String>> settings = new HashMap<>();

  /**
   * Measures.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkMain.run(new TrainingBenchmark(), args);
  }

  @Override
  public Integer call() {
    PrintWriter print = command.commandLine().getOut();
    PythonScripts scripts = scripts(command.commandLine().getErr());
    ResultFile results = ResultFile.open(out);
    PairedRounds.Options options =
        new PairedRounds.Options(
            engines, device, threads, rounds, steps, warmUp, !asLibrary, jvmOptions);
    print.print(ResultTable.head());
    print.flush();
    for (Shape shape : shapes()) {
      results = measure(shape, options, scripts, results, print);
    }
    compare(results, print);
    return 0;
  }

  private List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (Work work : works) {
      // A loss has no part in encoding.
      for (String loss : work == Work.ENCODE ? losses.subList(0, 1) : losses) {
        for (ModelKind model : models) {
          for (int v : words) {
            for (int hidden : hiddenSizes) {
              for (int batch : batchSizes) {
                shapes.add(
                    new Shape(
                        work, model, loss, v, batch, dimension, hidden, maxLength, minLength));
              }
            }
          }
        }
      }
    }
    return shapes;
  }

  private ResultFile measure(
      Shape shape,
      PairedRounds.Options options,
      PythonScripts scripts,
      ResultFile before,
      PrintWriter print) {
    ResultFile results = before;
    if (again || !results.has(shape)) {
      Map<String, String> setting =
          scripts == null || scripts.refusal(shape) != null
              ? Map.of()
              : settings.computeIfAbsent(shape.withCrossEntropy(), scripts::fastest);
      results = results.with(new PairedRounds(shape, options).run(scripts, setting));
      Json.write(out, results);
    }
    results.results().stream()
        .filter(result -> result.key().equals(shape.key()))
        .forEach(result -> print.print(ResultTable.lines(result)));
    print.flush();
    return results;
  }

  private void compare(ResultFile results, PrintWriter print) {
    if (against == null) {
      return;
    }
    Baseline baseline = new Baseline(Json.read(against, ResultFile.class), tolerance);
    long compared = baseline.compared(results);
    if (compared == 0) {
      throw new SimlossException(against + " holds none of the shapes that were measured");
    }
    if (!baseline.before().machine().equals(results.machine())) {
      print.println(
          "measured on " + results.machine() + ", before on " + baseline.before().machine());
    }
    List<String> slower = baseline.slower(results);
    if (!slower.isEmpty()) {
      throw new SimlossException(
          "slower than in "
              + against
              + " by more than "
              + Math.round(100 * tolerance)
              + " %: "
              + String.join("; ", slower));
    }
    print.println(compared + " results are no slower than in " + against);
    print.flush();
  }

  private PythonScripts scripts(PrintWriter err) {
    if (python.equals("none")) {
      return null;
    }
    PythonScripts scripts = new PythonScripts(python, threads, projectOnce, pythonPacked);
    String missing = scripts.missing();
    if (missing != null) {
      err.println(missing);
      err.flush();
      return null;
    }
    return scripts;
  }
}
