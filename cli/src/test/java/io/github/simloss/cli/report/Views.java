package io.github.simloss.cli.report;

import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.inspection.CodeMap;
import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.experiment.inspection.MarkedWord;
import io.github.simloss.experiment.inspection.NearSentences;
import io.github.simloss.experiment.inspection.Quality;
import io.github.simloss.experiment.inspection.ReconstructedSentence;
import io.github.simloss.experiment.inspection.WordNeighbours;
import io.github.simloss.experiment.significance.PairTest;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up runs, whose texts try to break out of the page. */
public final class Views {
  /** Runs if any text of a page is taken for markup. */
  public static final String HOSTILE =
      "</script><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>\" & <!--";

  private Views() {}

  /** A configuration of so many epochs. */
  public static RunConfig config(String loss) {
    DataSource source =
        new DataSource("/data/" + "file.txt", 1_234_567, "0123456789abcdef".repeat(4));
    return new RunConfig(
        RunConfig.FORMAT,
        "test",
        ModelSpec.published(EmbeddingSpec.of(100, 10, 15), 16),
        "whitespace",
        false,
        SentenceForm.PUBLISHED,
        LossSpec.of(loss),
        List.of("the"),
        List.of(),
        TrainingSettings.DEFAULT,
        null,
        new Provenance(
            new RunSources(source, source, source, null),
            new Provenance.Words(
                1, Integer.MAX_VALUE, null, new EmbeddingTable.Coverage(90, 100, 950, 1000)),
            new Provenance.Machine("djl", "PyTorch", "cpu", 2, "Java", "Linux"),
            "2026-01-01T00:00:00Z"));
  }

  /** Evaluations whose losses fall. */
  public static List<HistoryEntry> history(int count) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(
          new HistoryEntry(
              100L * i, i, 3.0 / i + 0.1, 3.2 / i + 0.2, 9000 + i, 2.5 * i, true, null));
    }
    return entries;
  }

  /** A run with everything, named as given. */
  public static RunView run(String name, String text) {
    List<MarkedWord> words =
        List.of(
            new MarkedWord("the", "the", MarkedWord.Kind.SAME, null),
            new MarkedWord("flavor", "taste", MarkedWord.Kind.SWAPPED, 0.7123),
            new MarkedWord(text, "x", MarkedWord.Kind.SWAPPED, null),
            new MarkedWord(text, null, MarkedWord.Kind.ADDED, null),
            new MarkedWord(text, null, MarkedWord.Kind.DROPPED, null));
    List<ReconstructedSentence> samples = new ArrayList<>();
    List<CodeMap.Point> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // The first ones came back with all their words, the last one alone has a word less right.
      samples.add(
          new ReconstructedSentence(
              "sentence " + i + " " + text,
              i == 0 ? List.of(words.get(0)) : i == 39 ? words.subList(1, 5) : words));
      points.add(new CodeMap.Point(Math.cos(i), Math.sin(2.0 * i), 3 + i % 9, text + " " + i));
    }
    WordNeighbours neighbours =
        new WordNeighbours(
            text,
            List.of(
                new WordNeighbours.Neighbour(text, 1, 0.6),
                new WordNeighbours.Neighbour("near", 0.5, 0.4),
                new WordNeighbours.Neighbour("off", -0.5, 0)));
    return new RunView(
        name,
        config("soft-label"),
        history(8),
        new Inspection(
            samples,
            List.of(neighbours, neighbours),
            new CodeMap(points, 0.42),
            new Quality(40, 200, 10, Map.of("tokenAccuracy", 0.25, "nearSynonymRate", 0.5), 0.1),
            List.of(new NearSentences("one " + text, "other " + text, 0.9))),
        new SetScores(
            List.of(
                new ScoreColumn("trec accuracy", "trec accuracy", "share of " + text, true),
                new ScoreColumn("sick spearman", "sick spearman", "rank correlation", true)),
            Map.of("trec accuracy", 0.8125, "sick spearman", 0.6125),
            Map.of("trec accuracy", 0.1875)),
        List.of("note " + text),
        null);
  }

  /** A comparison of two losses on two engines with two seeds. */
  public static ComparisonResult comparison(String text) {
    List<ComparisonResult.Entry> entries = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (String loss : List.of("ce", "soft-label:neighbours=3")) {
        for (String backend : List.of("djl", "dl4j")) {
          Map<String, Double> scores = new LinkedHashMap<>();
          scores.put("sick accuracy", (loss.equals("ce") ? 0.6 : 0.7) + 0.02 * seed);
          scores.put("errors", loss.equals("ce") ? 3.0 : 4.0);
          Map<String, Map<String, Double>> beside =
              loss.equals("ce") && backend.equals("djl")
                  ? Map.of("majority " + text, Map.of("sick accuracy", 0.5))
                  : Map.of();
          entries.add(
              new ComparisonResult.Entry(
                  new ComparedRun(
                      new ComparedRun.Origin(
                          loss.replace(':', '-').replace('=', '-') + "-" + backend + "-" + seed,
                          loss,
                          backend,
                          backend + " 1.0",
                          "cpu",
                          2,
                          seed,
                          1e-3),
                      new ComparedRun.Training(
                          1.25, 700, 800, 20, 9000, seed == 1 ? 512_000_000L : null),
                      scores,
                      beside,
                      run("x", text).inspection()),
                  history(8)));
        }
      }
    }
    return new ComparisonResult(
        "table " + text,
        9,
        config("ce"),
        entries,
        List.of(
            new ScoreColumn("sick accuracy", "sick accuracy", "share " + text, true),
            new ScoreColumn("errors", "errors", "fewer is better", false),
            new ScoreColumn("never", "never measured", "nothing", true)),
        List.of(
            new PairTest(
                "sick accuracy", "ce on djl", "soft-label:neighbours=3 on djl", -0.1, 0.2)));
  }
}
