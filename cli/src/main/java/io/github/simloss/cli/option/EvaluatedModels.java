package io.github.simloss.cli.option;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.embedding.WordVectors;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which models are measured, with which vectors. */
@InSection(Section.MODEL)
public final class EvaluatedModels {
  @Option(
      names = "--model",
      paramLabel = "RUN",
      description = {
        "The folder that train --out made. NAME=RUN1,RUN2,... are runs of one model with several"
            + " seeds. Given several times, or with several runs, the models are shown side by side,"
            + " with mean and spread over seeds, and are compared by a paired bootstrap test.",
        "Without it only the baselines of --vectors are measured."
      })
  private List<String> models = new ArrayList<>();

  @InSection(Section.DATA)
  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Word vectors, those the model was trained with: words outside the model's vocabulary are"
              + " then encoded by their vector instead of as <unk>.")
  private Path vectors;

  @Mixin private ReadingOptions reading;

  @Bounds(from = 1, to = 1_000_000)
  @InSection(Section.ENGINE)
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Sentences computed together. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  public int batchSize() {
    return batchSize;
  }

  /** The runs of each model by its name, in order; empty where there is none. */
  public Map<String, List<Path>> runs() {
    Map<String, List<Path>> runs = new LinkedHashMap<>();
    for (String text : models) {
      int equals = text.indexOf('=');
      List<Path> folders = new ArrayList<>();
      for (String folder : text.substring(equals + 1).split(",", -1)) {
        if (folder.isBlank()) {
          throw new UsageException("--model " + text + ": it must read RUN or NAME=RUN1,RUN2,...");
        }
        try {
          folders.add(Path.of(folder));
        } catch (InvalidPathException e) {
          throw new UsageException("--model: '" + folder + "' is no path of a folder");
        }
      }
      String name = equals > 0 ? text.substring(0, equals) : text;
      if (equals <= 0 && folders.size() > 1) {
        throw new UsageException(
            "--model " + text + ": several runs need a name, NAME=RUN1,RUN2,...");
      }
      if (runs.put(name, folders) != null) {
        throw new UsageException("--model: the name '" + name + "' comes twice");
      }
    }
    if (runs.isEmpty() && vectors == null) {
      throw new UsageException(
          "there is nothing to measure: give --model, or --vectors for the baselines alone");
    }
    return runs;
  }

  /** Whether the models are shown side by side. */
  public boolean isTable() {
    return runs().size() != 1 || runs().values().iterator().next().size() > 1;
  }

  public boolean hasVectors() {
    return vectors != null;
  }

  /**
   * The vectors of some words.
   *
   * @return those of {@code --vectors}, or null without it
   */
  public WordVectors vectors(Set<String> words, PrintWriter err) {
    return vectors == null ? null : reading.some(vectors, words, err);
  }

  /** Refuses vectors of another dimension than a model's. */
  public void requireFitting(WordVectors found, int wanted, Path run) {
    if (found != null && found.dimension() != wanted) {
      throw new UsageException(
          "--vectors: "
              + vectors
              + " has dimension "
              + found.dimension()
              + ", the model "
              + run
              + " needs "
              + wanted
              + "; give the file it was trained with");
    }
  }
}
