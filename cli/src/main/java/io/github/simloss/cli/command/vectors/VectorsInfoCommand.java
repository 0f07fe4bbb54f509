package io.github.simloss.cli.command.vectors;

import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.option.CacheOption;
import io.github.simloss.embeddings.VectorInfo;
import io.github.simloss.io.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
      out().println(Json.toLine(fields(info)));
      return 0;
    }
    line("format", info.layout().format().description() + (info.layout().gzip() ? ", gzip" : ""));
    line("words", String.format(Locale.ROOT, "%,d", info.rows().words()));
    line("dimension", Integer.toString(info.layout().dimension()));
    if (info.layout().claimedWords() >= 0 && info.layout().claimedWords() != info.rows().words()) {
      line("header says", String.format(Locale.ROOT, "%,d words", info.layout().claimedWords()));
    }
    line(
        "norms",
        String.format(
            Locale.ROOT,
            "%.4g least, %.4g mean, %.4g greatest",
            info.norms().min(),
            info.norms().mean(),
            info.norms().max()));
    count("rows of zeros", info.rows().zero());
    count("rows with NaN or infinity", info.rows().nan());
    count("duplicate rows", info.rows().duplicates());
    count("rows without a word", info.rows().emptyWords());
    count("words not in UTF-8", info.rows().malformedWords());
    if (info.layout().format().isFastText()) {
      line("n-grams", info.layout().subwords() ? "yes: other words get a vector too" : "no");
    }
    return 0;
  }

  private static Map<String, Object> fields(VectorInfo info) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", info.layout().format());
    fields.put("gzip", info.layout().gzip());
    fields.put("words", info.rows().words());
    fields.put("dimension", info.layout().dimension());
    fields.put("claimedWords", info.layout().claimedWords());
    fields.put("duplicates", info.rows().duplicates());
    fields.put("emptyWords", info.rows().emptyWords());
    fields.put("malformedWords", info.rows().malformedWords());
    fields.put("nanRows", info.rows().nan());
    fields.put("zeroRows", info.rows().zero());
    fields.put("minNorm", info.norms().min());
    fields.put("meanNorm", info.norms().mean());
    fields.put("maxNorm", info.norms().max());
    fields.put("subwords", info.layout().subwords());
    return fields;
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
