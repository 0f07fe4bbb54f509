package io.github.simloss.benchmarks.training;

import io.github.simloss.benchmarks.measure.BenchmarkMain;
import io.github.simloss.io.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
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
 * where there is a Python with PyTorch, the published manner, in turns. Prints a table and writes
 * JSON; shapes that the file holds are not measured again, so it can be made in parts.
 */
@Command(
    name = "TrainingBenchmark",
    mixinStandardHelpOptions = true,
    description = "Times training steps on both engines, paired with Python.")
public final class TrainingBenchmark implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--losses", split = ",", defaultValue = "ce,weighted-ce,weighted-sim,soft-label")
  private List<String> losses;

  @Option(names = "--words", split = ",", defaultValue = "9600", description = "V, several.")
  private List<Integer> words;

  @Option(names = "--batch-sizes", split = ",", defaultValue = "10,128")
  private List<Integer> batchSizes;

  @Option(names = "--dimension", defaultValue = "300")
  private int dimension;

  @Option(names = "--hidden-size", defaultValue = "256")
  private int hidden;

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

  @Option(names = "--jvm-option", description = "For the engines' processes; may be repeated.")
  private List<String> jvmOptions = List.of();

  @Option(names = "--out", defaultValue = "benchmark.json", description = "The JSON file.")
  private Path out;

  @Option(names = "--again", description = "Measure what the file holds already, too.")
  private boolean again;

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
    PublishedManner published = published(command.commandLine().getErr());
    ResultFile results = ResultFile.open(out);
    PairedRounds.Options options =
        new PairedRounds.Options(engines, device, threads, rounds, steps, warmUp, jvmOptions);
    print.print(ResultTable.head());
    print.flush();
    for (int v : words) {
      for (int batch : batchSizes) {
        Map<Shape, Map<String, String>> settings = new HashMap<>();
        for (String loss : losses) {
          Shape shape = new Shape(loss, v, batch, dimension, hidden, maxLength, minLength);
          if (again || !results.has(shape)) {
            Shape like = new Shape("ce", v, batch, dimension, hidden, maxLength, minLength);
            Map<String, String> setting =
                published == null || PublishedManner.tooLarge(shape) != null
                    ? Map.of()
                    : settings.computeIfAbsent(like, published::fastest);
            ShapeResult result = new PairedRounds(shape, options).run(published, setting);
            results = results.with(result);
            Json.write(out, results);
          }
          results.results().stream()
              .filter(result -> result.key().equals(shape.key()))
              .forEach(result -> print.print(ResultTable.lines(result)));
          print.flush();
        }
      }
    }
    return 0;
  }

  private PublishedManner published(PrintWriter err) {
    if (python.equals("none")) {
      return null;
    }
    PublishedManner published = new PublishedManner(python, threads, projectOnce);
    String missing = published.missing();
    if (missing != null) {
      err.println(missing);
      err.flush();
      return null;
    }
    return published;
  }
}
