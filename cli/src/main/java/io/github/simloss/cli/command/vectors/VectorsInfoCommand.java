package io.github.simloss.cli.command.vectors;

import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.option.CacheOption;
import io.github.simloss.embeddings.VectorInfo;
import io.github.simloss.io.json.Json;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss vectors info}: what a file holds. */
@Command(
    name = "info",
    description = "Say what a vector file holds: format, words, dimension, norms, and what is odd.",
    footer = {"", "Example:", "  simloss vectors info glove.6B.300d.txt --json"})
public final class VectorsInfoCommand extends BaseCommand {
  @Mixin private CacheOption vectors;

  @Parameters(paramLabel = "FILE", description = "The vector file.")
  private Path file;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    VectorInfo info = vectors.open(file, err()).info();
    if (json) {
      out().println(Json.toLine(info));
      return 0;
    }
    line("format", info.format().description() + (info.gzip() ? ", gzip" : ""));
    line("words", String.format(Locale.ROOT, "%,d", info.words()));
    line("dimension", Integer.toString(info.dimension()));
    if (info.claimedWords() >= 0 && info.claimedWords() != info.words()) {
      line("header says", String.format(Locale.ROOT, "%,d words", info.claimedWords()));
    }
    line(
        "norms",
        String.format(
            Locale.ROOT,
            "%.4g least, %.4g mean, %.4g greatest",
            info.minNorm(),
            info.meanNorm(),
            info.maxNorm()));
    count("rows of zeros", info.zeroRows());
    count("rows with NaN or infinity", info.nanRows());
    count("duplicate rows", info.duplicates());
    count("rows without a word", info.emptyWords());
    count("words not in UTF-8", info.malformedWords());
    if (info.format().isFastText()) {
      line("n-grams", info.subwords() ? "yes: other words get a vector too" : "no");
    }
    return 0;
  }

  private void line(String name, String value) {
    out().println(String.format(Locale.ROOT, "%-26s %s", name, value));
  }

  private void count(String name, long count) {
    if (count > 0) {
      line(name, String.format(Locale.ROOT, "%,d", count));
    }
  }
}
