package io.github.simloss.cli;

import io.github.simloss.cli.report.ComparedRun;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.report.SavedRun;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Measures a trained run of a comparison and writes its own page. */
final class ComparedRunMaker {
  private static final int BATCH = 64;

  private final Path folder;
  private final Function<Set<String>, WordVectors> vectors;
  private final EvaluationOptions.Plan plan;
  private final Consumer<String> progress;

  /**
   * A maker.
   *
   * @param folder the run's
   * @param vectors loads vectors of words, for those outside the vocabulary
   * @param plan what to measure, or null for nothing
   * @param progress told what was measured
   */
  ComparedRunMaker(
      Path folder,
      Function<Set<String>, WordVectors> vectors,
      EvaluationOptions.Plan plan,
      Consumer<String> progress) {
    this.folder = folder;
    this.vectors = vectors;
    this.plan = plan;
    this.progress = progress;
  }

  ComparedRun make(Comparison.Planned planned, Long memory, boolean withBaselines) {
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    if (plan != null) {
      measure(planned, withBaselines, scores, baselines);
    }
    RunView view = SavedRun.gather(folder, null, planned.backend(), planned.device());
    RunReport.write(folder.resolve("report.html"), view);
    List<HistoryEntry> history = view.history();
    HistoryEntry last = history.get(history.size() - 1);
    HistoryEntry best = RunReport.best(history);
    return new ComparedRun(
        planned.name(),
        planned.loss().label(),
        planned.backend().name(),
        planned.backend().engine(),
        planned.device().toString(),
        planned.backend().threads(),
        planned.seed(),
        planned.learningRate(),
        best.devLoss(),
        best.step(),
        last.step(),
        last.seconds(),
        RunReport.meanSpeed(history),
        memory,
        scores,
        baselines,
        view.samples(),
        view.neighbours(),
        view.codes());
  }

  private void measure(
      Comparison.Planned planned,
      boolean withBaselines,
      Map<String, Double> scores,
      Map<String, Map<String, Double>> baselines) {
    try (TrainedModel model = TrainedModel.open(folder, planned.backend(), planned.device())) {
      WordVectors open = vectors.apply(plan.words(model.codec().tokenizer()));
      EvaluationResult result =
          new Evaluation(model, open, plan, BATCH, progress)
              .run(planned.backend(), planned.device(), withBaselines);
      if (result.reconstruction() != null) {
        result.reconstruction().values().forEach(scores::put);
      }
      result
          .pairs()
          .forEach(
              (name, pairs) -> {
                put(scores, name, pairs.model());
                pairs
                    .baselines()
                    .forEach(
                        (baseline, values) ->
                            put(
                                baselines.computeIfAbsent(
                                    EvaluationTable.title(baseline), b -> new LinkedHashMap<>()),
                                name,
                                values));
              });
    }
  }

  private static void put(Map<String, Double> scores, String set, PairScores values) {
    values.scores().forEach((name, value) -> scores.put(ScoreColumns.name(set, name), value));
  }
}
