package io.github.simloss.cli.command.export;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.encoding.ModelVectors;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.export.TrainedEncoder;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.text.Tokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which vectors of words travel with an exported encoder. */
@InSection(Section.DATA)
final class TravellingVectors {
  private static final String ALL = "all";
  private static final String VOCABULARY = "vocabulary";

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Word vectors, those the model was trained with; for --with-vectors.")
  private Path vectors;

  @Option(
      names = "--with-vectors",
      arity = "0..1",
      fallbackValue = ALL,
      paramLabel = "WORDS",
      description =
          "Put vectors of words along, so that sentences with words outside the model's vocabulary"
              + " are encoded anywhere: of all words of --vectors (without WORDS, or 'all'), of a"
              + " file of words, one a line, or of the model's own words ('vocabulary').")
  private String words;

  @Mixin private ReadingOptions reading;

  /** Refuses half of what is needed. */
  void requireWhole() {
    if (words != null && vectors == null) {
      throw new UsageException(
          "--with-vectors needs --vectors FILE, the one the model was trained with");
    }
    if (words == null && vectors != null) {
      throw new UsageException("--vectors is read for --with-vectors only: give both, or neither");
    }
  }

  /** Reads them; null where none are asked for. */
  WordTable read(TrainedEncoder encoder, PrintWriter err) {
    if (words == null) {
      return null;
    }
    Tokenizer tokenizer = encoder.codec().tokenizer();
    VectorSet found;
    Set<String> wanted = new TreeSet<>();
    if (words.equals(ALL)) {
      found = reading.open(vectors, err).all();
      // The others are never looked up: the tokenizer does not make such tokens.
      found.words().stream()
          .filter(word -> tokenizer.tokenize(word).equals(List.of(word)))
          .forEach(wanted::add);
    } else {
      wanted.addAll(words.equals(VOCABULARY) ? own(encoder) : listed(tokenizer));
      found = reading.some(vectors, wanted, err);
    }
    WordTable table = table(wanted, found);
    err.println(table.words().size() + " of " + wanted.size() + " words have a vector");
    return table;
  }

  private static Set<String> own(TrainedEncoder encoder) {
    float[] rows = encoder.weights().get(Parameters.EMBEDDING).data();
    int d = encoder.config().spec().dimension();
    return new TreeSet<>(new ModelVectors(encoder.codec(), rows, d).words());
  }

  private Set<String> listed(Tokenizer tokenizer) {
    Set<String> listed = new TreeSet<>();
    TextFiles.forEachLine(
        Path.of(words), (number, line) -> listed.addAll(tokenizer.tokenize(line)));
    return listed;
  }

  private WordTable table(Set<String> wanted, WordVectors found) {
    try {
      return WordTable.of(wanted, found);
    } catch (IllegalArgumentException e) {
      throw new SimlossException("--with-vectors: " + e.getMessage() + "; give a list of words", e);
    }
  }
}
