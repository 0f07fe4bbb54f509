package io.github.simloss.cli.command.export;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.export.Exporter;
import io.github.simloss.run.export.Exporters;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.run.vectors.WordTable;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simloss export}: a trained encoder for other programs, machines and languages. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Write a trained encoder so that it can be used elsewhere: its pooling and what is done to codes"
          + " are part of it. No engine computes.",
      "onnx and dl4j are one model file, with its words by id, a JSON file that says how to feed it,"
          + " and the same for people beside it. djl and run are folders."
    },
    footer = {
      "",
      "Examples:",
      "  simloss export --model run --format onnx --out encoder.onnx",
      "  simloss export --model run --format run --vectors glove.txt.gz \\",
      "      --with-vectors --out travels",
      "  simloss export --model run --format djl --vectors glove.txt.gz \\",
      "      --with-vectors words.txt --out folder"
    })
public final class ExportCommand extends BaseCommand {
  @InSection(Section.MODEL)
  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN",
      description = "The folder that train --out made.")
  private Path run;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "onnx (an ONNX model), dl4j (a ComputationGraph), djl (a folder for DJL's Criteria) or run"
              + " (a run's folder without checkpoints).")
  private String format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description =
          "Where to. onnx and dl4j: a file that ends in .onnx or .zip, or else a folder for it; djl"
              + " and run: a folder.")
  private Path out;

  @Mixin private TravellingVectors vectors;

  @Option(names = "--overwrite", description = "Replace an older export that is there.")
  private boolean overwrite;

  @Option(
      names = "--json",
      description = "{\"format\": ..., \"files\": [...], \"words\": n}, n being those with an id.")
  private boolean json;

  @Inject private Exporters exporters;

  /** The answer in JSON. */
  private record Answer(String format, List<String> files, int words) {}

  @Override
  public Integer call() {
    Exporter exporter;
    try {
      exporter = exporters.get(format);
    } catch (SimlossException e) {
      throw new UsageException("--format: " + e.getMessage());
    }
    vectors.requireWhole();
    TrainedEncoder encoder = TrainedEncoder.open(run);
    WordTable table = vectors.read(encoder, err());
    if (table != null) {
      encoder = encoder.withVectors(table);
    }
    List<Path> files = exporter.export(encoder, out, overwrite);
    if (json) {
      int words = encoder.codec().vocabulary().size();
      int more = encoder.config().bigrams() ? 0 : encoder.extraWords().size();
      out()
          .println(
              Json.toLine(
                  new Answer(format, files.stream().map(Path::toString).toList(), words + more)));
    } else {
      files.forEach(file -> out().println(file));
    }
    return 0;
  }
}
