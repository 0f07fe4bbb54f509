package io.github.simloss.benchmarks.commands;

import io.github.simloss.SimlossException;
import io.github.simloss.benchmarks.measure.BenchmarkMain;
import io.github.simloss.io.json.Json;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Times the commands as processes: {@code --help}, the first training step on the sample, and,
 * given a model and sentences, {@code encode} and {@code reconstruct} in bulk. Rounds go in turns.
 */
@Command(
    name = "CommandBenchmark",
    mixinStandardHelpOptions = true,
    description = "Times the commands themselves: start-up, and sentences in bulk.")
public final class CommandBenchmark implements Callable<Integer> {
  /** What a command writes, deleted after each. */
  private static final String WRITTEN = "written";

  @Spec private CommandSpec command;

  @Option(
      names = "--simloss",
      defaultValue = "cli/target/simloss/bin/simloss",
      description = "The program.")
  private String simloss;

  @Option(names = "--engines", split = ",", defaultValue = "djl,dl4j")
  private List<String> engines;

  @Option(names = "--model", description = "A run, for sentences in bulk.")
  private Path model;

  @Option(names = "--input", description = "Sentences, one a line; repeated if they are too few.")
  private Path input;

  @Option(
      names = "--sentences",
      split = ",",
      defaultValue = "10000,100000",
      description = "How many, several: memory must not grow with them.")
  private List<Integer> sentences;

  @Option(names = "--batch-size", defaultValue = "64")
  private int batchSize;

  @Option(names = "--rounds", defaultValue = "5", description = "Of which the median is reported.")
  private int rounds;

  @Option(names = "--out", defaultValue = "commands.json", description = "The JSON file.")
  private Path out;

  /**
   * Measures.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkMain.run(new CommandBenchmark(), args);
  }

  @Override
  public Integer call() throws IOException {
    if ((model == null) != (input == null)) {
      throw new SimlossException("--model and --input go together: give both, or neither");
    }
    Path folder = Files.createTempDirectory("simloss-commands");
    try {
      List<CommandTimes> all = new ArrayList<>();
      all.add(new CommandTimes("help", null, 0, -1, List.of(simloss, "--help"), null));
      for (String engine : engines) {
        all.add(firstStep(engine, folder));
      }
      if (model != null) {
        for (int count : sentences) {
          Path file = folder.resolve(count + ".txt");
          write(count, file);
          for (String engine : engines) {
            all.add(bulk("encode", engine, count, file));
            all.add(bulk("reconstruct", engine, count, file));
          }
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (CommandTimes one : all) {
          one.measure();
          delete(folder.resolve(WRITTEN));
        }
      }
      report(all);
    } finally {
      delete(folder);
    }
    return 0;
  }

  /** From the start to the first step's line, which comes after an evaluation and a checkpoint. */
  private CommandTimes firstStep(String engine, Path folder) {
    List<String> train =
        List.of(
            simloss,
            "train",
            "--backend",
            engine,
            "--evaluate-every",
            "1",
            "--out",
            folder.resolve(WRITTEN).toString());
    return new CommandTimes("first step", engine, 0, -1, train, "epoch 1  step 1 ");
  }

  /** Codes go to a file, as they would be kept; reconstructions to standard output. */
  private CommandTimes bulk(String name, String engine, int count, Path file) {
    List<String> line =
        new ArrayList<>(
            List.of(
                simloss,
                name,
                "--model",
                model.toString(),
                "--backend",
                engine,
                "--batch-size",
                String.valueOf(batchSize),
                file.toString()));
    if (name.equals("encode")) {
      line.addAll(List.of("--format", "npy", "--out", file.resolveSibling(WRITTEN).toString()));
    }
    return new CommandTimes(
        name, engine, count, name.equals("encode") ? 0 : 2L * count, line, null);
  }

  private void write(int count, Path file) throws IOException {
    int written = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      while (written < count) {
        int before = written;
        try (Lines lines = TextFiles.open(input)) {
          while (lines.hasNext() && written < count) {
            writer.write(lines.next());
            writer.newLine();
            written++;
          }
        }
        if (written == before) {
          throw new SimlossException(input + " has no sentence; it needs one a line");
        }
      }
    }
  }

  private void report(List<CommandTimes> all) {
    PrintWriter print = command.commandLine().getOut();
    print.println("| command | engine | sentences | seconds | sentences/s | peak MB |");
    print.println("|---|---|---:|---:|---:|---:|");
    for (CommandTimes one : all) {
      print.printf(
          Locale.ROOT,
          "| %-11s | %-6s | %9s | %7.2f | %9s | %5s |%n",
          one.name(),
          one.engine() == null ? "" : one.engine(),
          one.sentences() == 0 ? "" : String.format(Locale.ROOT, "%,d", one.sentences()),
          one.medianSeconds(),
          one.sentences() == 0
              ? ""
              : String.format(Locale.ROOT, "%,.0f", one.sentences() / one.medianSeconds()),
          one.peakMegabytes() == null ? "" : one.peakMegabytes());
    }
    print.flush();
    Json.write(out, all.stream().map(CommandTimes::result).toList());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
