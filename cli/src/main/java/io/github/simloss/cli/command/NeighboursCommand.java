package io.github.simloss.cli.command;

import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.ReadingOptions;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.builtin.SoftLabel;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.text.Vocabulary;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simloss neighbours}: the nearest words of some words, and what a loss makes of them. */
@Command(
    name = "neighbours",
    aliases = "neighbors",
    exitCodeList = "1:failed, or a word is not there",
    description = {
      "Show the nearest words, with their weights in a loss where WORD is the target:",
      "the run's own with --model, soft-label with --vectors."
    },
    footer = {
      "",
      "Examples:",
      "  simloss neighbours --model run delicious waiter",
      "  simloss neighbours --vectors glove.txt.gz --neighbours 10 --json taste"
    })
@Needs(option = "--vector-cache", value = "--vectors")
@Needs(option = "--lookup", value = "--vectors")
public final class NeighboursCommand extends BaseCommand {
  @ArgGroup(multiplicity = "1")
  private Source source;

  @Inject private Losses losses;

  /** Where the words come from. */
  static final class Source {
    @InSection(Section.DATA)
    @Option(
        names = "--vectors",
        required = true,
        paramLabel = "FILE",
        description =
            "Among all words of a vector file. A fastText model also finds those of words that it"
                + " does not hold.")
    private Path vectors;

    @InSection(Section.MODEL)
    @Option(
        names = "--model",
        required = true,
        paramLabel = "RUN",
        description = "Among the words of a trained model's vocabulary.")
    private Path run;
  }

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words to look up.")
  private List<String> words;

  @Mixin private ReadingOptions reading;

  @Bounds(from = 1, to = 100_000)
  @Option(
      names = {"--neighbours", "--neighbors"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many, the word itself included. Default: ${DEFAULT-VALUE}.")
  private int neighbours;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  /** A neighbour, as printed. */
  private record Neighbour(String word, double similarity, double weight) {}

  /** A word, as printed. */
  private record Row(String word, String loss, List<Neighbour> neighbours) {}

  /** Finds the row of a word; null if the word is not there. */
  private interface Finder {
    Row find(String word);
  }

  @Override
  public Integer call() {
    Finder finder = source.run != null ? ofRun(source.run) : ofFile(source.vectors);
    PrintWriter out = out();
    int missing = 0;
    for (String word : words) {
      Row row = finder.find(word);
      if (row == null) {
        missing++;
        err().println("simloss: '" + word + "' is not in the vocabulary");
      } else if (neighbours > 1 && row.neighbours().size() == 1) {
        err().println("simloss: '" + word + "' has no vector of its own, and so no neighbours");
      }
      if (json) {
        out.println(Json.toLine(row == null ? new Row(word, null, List.of()) : row));
      } else if (row != null) {
        print(out, row);
      }
    }
    return missing == words.size() ? 1 : 0;
  }

  private Finder ofFile(Path file) {
    VectorFile opened = reading.open(file, err());
    Set<String> asked = new LinkedHashSet<>(words);
    NearestInFile nearest =
        new NearestInFile(opened, reading.some(opened, asked), asked, neighbours);
    return word -> {
      List<NearestInFile.Found> found = nearest.of(word);
      return found == null
          ? null
          : row(
              word,
              found.stream().map(NearestInFile.Found::word).toList(),
              found.stream().mapToDouble(NearestInFile.Found::similarity).toArray());
    };
  }

  private static Row row(String word, List<String> found, double[] similarities) {
    double[] weights = SoftLabel.weights(similarities, true, true, false);
    List<Neighbour> rows = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      rows.add(new Neighbour(found.get(k), similarities[k], weights[k]));
    }
    return new Row(word, SoftLabel.NAME, rows);
  }

  private static void print(PrintWriter out, Row row) {
    out.println(row.word() + "  (weights of " + row.loss() + ")");
    for (Neighbour neighbour : row.neighbours()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-20s similarity %6.3f  weight %6.3f",
              neighbour.word(),
              neighbour.similarity(),
              neighbour.weight()));
    }
  }

  /** Weights are those of the run's own loss. */
  private Finder ofRun(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    RunConfig config = run.readConfig();
    Vocabulary vocabulary = run.readCodec(config).vocabulary();
    float[] embedding =
        run.readModel(config).get(io.github.simloss.model.Parameters.EMBEDDING).data();
    UnitVectors vectors = UnitVectors.of(embedding, vocabulary.size(), config.spec().dimension());
    Set<Integer> asked = new TreeSet<>();
    words.stream().map(vocabulary::find).filter(id -> id >= 0).forEach(asked::add);
    LossContext context =
        RunSimilarities.of(config, vocabulary).context(vectors, NeighbourSearch.ofWords(asked));
    ReconstructionLoss loss = losses.create(config.loss(), context);
    NeighbourTable nearest = context.neighbours(Math.min(neighbours, vocabulary.size()));
    boolean given = context.given() != null;
    return word -> {
      int id = vocabulary.find(word);
      if (id < 0) {
        return null;
      }
      boolean alone = !given && hasNoVector(config, word, vectors, embedding, id);
      return row(vocabulary, id, nearest, loss, alone ? 1 : nearest.neighbours());
    };
  }

  /** Of zeros, or drawn when the run was begun: what is near to that means nothing. */
  private static boolean hasNoVector(
      RunConfig config, String word, UnitVectors vectors, float[] embedding, int id) {
    int d = vectors.dimension();
    float[] row = Arrays.copyOfRange(embedding, id * d, (id + 1) * d);
    return vectors.isZero(id) || EmbeddingTable.isDrawn(word, row, config.training().seed());
  }

  private static Row row(
      Vocabulary vocabulary, int id, NeighbourTable nearest, ReconstructionLoss loss, int count) {
    double[] weights = loss.weights(id);
    List<Neighbour> rows = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int other = nearest.id(id, k);
      // A row of given similarities that is not full is filled with the word itself.
      if (k == 0 || other != id) {
        rows.add(new Neighbour(vocabulary.word(other), nearest.similarity(id, k), weights[other]));
      }
    }
    return new Row(vocabulary.word(id), loss.name(), rows);
  }
}
