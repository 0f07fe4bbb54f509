package io.github.simloss.cli.command;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.input.SentenceInput;
import io.github.simloss.cli.option.ColumnOption;
import io.github.simloss.cli.option.EngineOptions;
import io.github.simloss.cli.option.ModelOptions;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.encoding.SentenceIndex;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.TrainedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss search}: the sentences of a file nearest to a query. */
@Command(
    name = "search",
    description = {
      "Find the sentences of a corpus that are nearest to a query by the cosine of their codes.",
      "Every query is compared with every sentence. The corpus is encoded once: its codes are kept in"
          + " CORPUS.codes, and used again as long as corpus, model and vectors are the same."
    },
    footer = {
      "",
      "Examples:",
      "  echo 'the taste was so good' | simloss search --model run --corpus reviews.txt",
      "  simloss search --model run --corpus reviews.txt --top 3 --json queries.txt"
    })
public final class SearchCommand extends BaseCommand {
  @Mixin private EngineOptions engineOptions;
  @Mixin private ModelOptions model;
  @Mixin private ColumnOption column;

  @InSection(Section.DATA)
  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "FILE",
      description = "The sentences to search, one a line, plain or gzip.")
  private Path corpus;

  @Bounds(from = 1, to = 1_000_000)
  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many sentences a query. Default: ${DEFAULT-VALUE}.")
  private int top;

  @InSection(Section.DATA)
  @Option(
      names = "--no-cache",
      description = "Keep no codes of the corpus, and use none that are kept.")
  private boolean noCache;

  @Option(
      names = "--json",
      description =
          "{\"query\": ..., \"results\": [{\"sentence\": ..., \"line\": n, \"similarity\": x}]} a"
              + " line.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Queries, one a line, plain or gzip; standard input without it.")
  private Path file;

  /** A line of the answer in JSON. */
  private record Answer(String query, List<Found> results) {}

  /** A sentence that was found. */
  private record Found(String sentence, int line, double similarity) {}

  @Override
  public Integer call() {
    PrintWriter out = out();
    try (Engine engine = engineOptions.open();
        TrainedModel trained = model.open(engine)) {
      SentenceInput sentences = column.open(corpus, err());
      List<String> lines = new ArrayList<>();
      sentences.forEachChunk(lines::addAll);
      SentenceIndex index = index(trained, sentences, lines);
      SentenceInput queries = new SentenceInput(file, null, err());
      SentenceEncoder encoder = model.encoder(trained, queries);
      queries.forEachChunk(
          chunk -> {
            float[] codes = encoder.encode(chunk);
            answer(out, chunk, index.nearest(codes, top, engine.threads()), lines);
            out.flush();
          });
      model.reportUnknown(err(), trained, encoder);
    }
    return 0;
  }

  private SentenceIndex index(TrainedModel trained, SentenceInput sentences, List<String> lines) {
    int size = trained.config().spec().codeSize();
    CodeCache cache =
        noCache || InputFiles.isSpecial(corpus)
            ? null
            : new CodeCache(corpus, column.name(), model.run(), model.vectorFile(), model.lookup());
    float[] codes = cache == null ? null : cache.read((long) lines.size() * size);
    if (codes == null) {
      err().println("encoding " + lines.size() + " sentences of " + corpus);
      codes = model.encoder(trained, sentences).encode(lines);
      if (cache != null) {
        try {
          cache.write(codes, size);
        } catch (SimlossException e) {
          err().println("the codes are not kept: " + e.getMessage());
        }
      }
    }
    return new SentenceIndex(codes, size);
  }

  private void answer(
      PrintWriter out,
      List<String> queries,
      List<List<SentenceIndex.Match>> matches,
      List<String> lines) {
    for (int q = 0; q < queries.size(); q++) {
      List<Found> found = new ArrayList<>();
      for (SentenceIndex.Match match : matches.get(q)) {
        found.add(new Found(lines.get(match.index()), match.index() + 1, match.similarity()));
      }
      if (json) {
        out.println(Json.toLine(new Answer(queries.get(q), found)));
        continue;
      }
      out.println(queries.get(q));
      for (Found one : found) {
        out.println(
            String.format(
                Locale.ROOT, "  %.3f  %d: %s", one.similarity(), one.line(), one.sentence()));
      }
    }
  }
}
