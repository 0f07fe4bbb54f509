package io.github.simloss.cli.command.vectors;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.command.BaseCommand;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.embeddings.LookupResult;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.io.Messages;
import io.github.simloss.io.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code simloss vectors show}: the vectors of some words, one JSON object a line. */
@Command(
    name = "show",
    description =
        "Show the vectors of words as JSON lines: word, inVocabulary, and vector, which is null where"
            + " there is none. A fastText model also gives words that it does not hold a vector.",
    exitCodeList = "1:failed, or none of the words has a vector",
    footer = {"", "Example:", "  simloss vectors show cc.en.300.bin taste tastiness"})
public final class VectorsShowCommand extends BaseCommand {
  @Mixin private ReadingOptions vectors;

  @Parameters(index = "0", paramLabel = "FILE", description = "The vector file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "WORD",
      description = "Words to look up.")
  private List<String> words;

  /** A word, as printed. */
  private record Row(String word, boolean inVocabulary, float[] vector) {}

  @Override
  public Integer call() {
    VectorSet set = vectors.some(file, new LinkedHashSet<>(words), err());
    int found = 0;
    for (String word : words) {
      LookupResult result = set.lookUp(word);
      found += result.vector() == null ? 0 : 1;
      out().println(Json.toLine(new Row(word, result.inVocabulary(), result.vector())));
    }
    if (found == 0) {
      throw new SimlossException("none of these words has a vector in " + Messages.quote(file));
    }
    return 0;
  }
}
