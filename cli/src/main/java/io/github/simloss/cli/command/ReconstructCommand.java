package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.input.SentenceInput;
import io.github.simloss.cli.option.ColumnOption;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Excludes;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.TrainedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss reconstruct}: sentences and what a model makes of them. */
@Command(
    name = "reconstruct",
    description = "Encode sentences and decode them again, side by side.",
    footer = {
      "",
      "Examples:",
      "  simloss reconstruct --model run sentences.txt",
      "  echo 'the taste was so good' | simloss reconstruct --model run --json",
      "  simloss reconstruct --model run --sample --top-k 20 sentences.txt",
      "  simloss reconstruct --model run --beam 5 sentences.txt"
    })
public final class ReconstructCommand extends BaseCommand {
  @Mixin private EngineOptions engineOptions;
  @Mixin private ModelOptions model;
  @Mixin private ColumnOption column;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Sentences, one a line, plain or gzip; standard input without it.")
  private Path file;

  @Option(names = "--json", description = "{\"input\": ..., \"output\": ...} a line.")
  private boolean json;

  @Bounds(from = 1, to = 1_000)
  @Excludes("--sample")
  @InSection(Section.DECODING)
  @Option(
      names = "--beam",
      paramLabel = "WIDTH",
      description = "Beam search of this width instead of greedy.")
  private Integer beam;

  @Bounds(from = 0, to = 100)
  @Needs("--beam")
  @InSection(Section.DECODING)
  @Option(
      names = "--length-penalty",
      paramLabel = "A",
      defaultValue = "0.7",
      description = "Beam search divides log probabilities by length^A. Default: ${DEFAULT-VALUE}.")
  private double lengthPenalty;

  @InSection(Section.DECODING)
  @Option(names = "--sample", description = "Draw tokens instead of taking the most probable.")
  private boolean sample;

  @Bounds(above = 0, to = 1_000)
  @Needs("--sample")
  @InSection(Section.DECODING)
  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "1",
      description = "Of --sample: below 1 is bolder, above 1 wilder. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Bounds(from = 0, to = Integer.MAX_VALUE)
  @Needs("--sample")
  @InSection(Section.DECODING)
  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Of --sample: draw among the K most probable; 0 is all. Default: ${DEFAULT-VALUE}.")
  private int topK;

  @Bounds
  @Needs("--sample")
  @InSection(Section.DECODING)
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of --sample. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    DecodingStrategy strategy = strategy();
    PrintWriter out = out();
    try (Engine engine = engineOptions.open();
        TrainedModel trained = model.open(engine)) {
      SentenceInput input = column.open(file, err());
      SentenceEncoder encoder = model.encoderToDecode(trained, input);
      Reconstructor reconstructor = reconstructor(trained, encoder, strategy);
      if (!reconstructor.hasOrder()) {
        err()
            .println(
                "this model's decoder has no order: each answer is as many words as the sentence"
                    + " has, the most probable first");
      }
      input.forEachChunk(
          lines -> {
            print(out, reconstructor.reconstruct(lines));
            out.flush();
          });
      model.reportUnknown(err(), trained, encoder);
    }
    return 0;
  }

  private Reconstructor reconstructor(
      TrainedModel trained, SentenceEncoder encoder, DecodingStrategy strategy) {
    try {
      return new Reconstructor(
          trained.model(), trained.codec(), encoder, strategy, model.decodedTogether());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void print(PrintWriter out, List<Reconstruction> rows) {
    for (Reconstruction row : rows) {
      if (json) {
        out.println(Json.toLine(row));
      } else {
        out.println(row.input());
        out.println("  -> " + row.output());
      }
    }
  }

  private DecodingStrategy strategy() {
    try {
      if (beam != null) {
        return DecodingStrategy.beam(beam, lengthPenalty);
      }
      return sample
          ? DecodingStrategy.sampling(temperature, topK, seed)
          : DecodingStrategy.greedy();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
