package io.github.simloss.cli.command;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.input.SentenceInput;
import io.github.simloss.cli.option.ColumnOption;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.run.TrainedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss encode}: sentences to codes. */
@Command(
    name = "encode",
    description = "Encode sentences as vectors: a NumPy array or JSON lines.",
    footer = {
      "",
      "Examples:",
      "  simloss encode --model run sentences.txt --out codes.npy",
      "  simloss encode --model run --column text reviews.csv.gz --out codes.npy",
      "  simloss encode --model run < sentences.txt"
    })
public final class EncodeCommand extends BaseCommand {
  @Mixin private EngineOptions engineOptions;
  @Mixin private ModelOptions model;
  @Mixin private ColumnOption column;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Sentences, one a line, plain or gzip; standard input without it.")
  private Path file;

  /** How codes are written. */
  enum Format {
    /** A NumPy array of 32-bit floats, sentences x hidden size. */
    NPY,
    /** {"input": ..., "code": [...]} a line. */
    JSONL
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "npy or jsonl. Default: what --out's name ends with, else jsonl.")
  private Format asked;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; standard output without it (jsonl only).")
  private Path out;

  @Override
  public Integer call() {
    Format format = format();
    if (format == Format.NPY && out == null) {
      throw new UsageException("--format npy needs --out FILE");
    }
    try (Engine engine = engineOptions.open();
        TrainedModel trained = model.open(engine)) {
      PrintWriter err = err();
      SentenceInput input = column.open(file, err);
      SentenceEncoder encoder = model.encoder(trained, input);
      if (out == null) {
        PrintWriter stdout = out();
        CodeWriter.jsonLines(input, encoder, stdout);
      } else {
        long count =
            format == Format.NPY
                ? CodeWriter.npy(input, encoder, trained.config().spec().codeSize(), out)
                : CodeWriter.jsonLines(input, encoder, out);
        err.println(
            count + " codes of size " + trained.config().spec().codeSize() + " written to " + out);
      }
      model.reportUnknown(err, trained, encoder);
    }
    return 0;
  }

  private Format format() {
    if (asked != null) {
      return asked;
    }
    boolean npy = out != null && out.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    return npy ? Format.NPY : Format.JSONL;
  }
}
