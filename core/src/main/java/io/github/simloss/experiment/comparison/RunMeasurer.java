package io.github.simloss.experiment.comparison;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import io.github.simloss.experiment.evaluation.ScoreColumns;
import io.github.simloss.experiment.inspection.HistorySummary;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.run.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Measures and inspects a trained run of a comparison. */
final class RunMeasurer {
  private static final int BATCH = 64;

  private final @Nullable EvaluationPlan plan;
  private final Function<Set<String>, WordVectors> vectors;
  private final ComparisonListener listener;
  private @Nullable Set<String> lastWords;
  private @Nullable WordVectors lastVectors;

  /**
   * A measurer.
   *
   * @param plan what to measure, or null for nothing
   * @param vectors loads vectors of words, for those outside the vocabulary
   * @param listener hears what was measured
   */
  RunMeasurer(
      @Nullable EvaluationPlan plan,
      Function<Set<String>, WordVectors> vectors,
      ComparisonListener listener) {
    this.plan = plan;
    this.vectors = vectors;
    this.listener = listener;
  }

  /**
   * What was measured.
   *
   * @param run what came of the run
   * @param answers the scores of which it is known what each example adds, by the names of columns
   */
  record Measured(ComparedRun run, Map<String, Score> answers) {}

  Measured measure(PlannedRun run, Path folder, @Nullable Long memory, boolean withBaselines) {
    Map<String, Score> answers = new LinkedHashMap<>();
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    if (plan != null) {
      EvaluationResult result = evaluate(plan, run, folder, withBaselines);
      if (result.reconstruction() != null) {
        scores.putAll(result.reconstruction().values());
        result.reconstruction().scores().forEach(score -> answers.put(score.name(), score));
      }
      result.sets().forEach((set, found) -> put(set, found, scores, baselines));
      result
          .sets()
          .forEach(
              (set, found) ->
                  found
                      .model()
                      .all()
                      .forEach(s -> answers.put(ScoreColumns.name(set, s.name()), s)));
    }
    SavedRun saved = inspect(run, folder);
    return new Measured(
        new ComparedRun(
            origin(run), training(saved, memory), scores, baselines, saved.inspection()),
        answers);
  }

  /** Inspects the best model of a run. */
  SavedRun inspect(PlannedRun run, Path folder) {
    SavedRun saved = SavedRun.inspect(folder, null, run.engine());
    listener.inspected(run, saved);
    return saved;
  }

  private EvaluationResult evaluate(
      EvaluationPlan measured, PlannedRun run, Path folder, boolean withBaselines) {
    try (TrainedModel model = TrainedModel.open(folder, run.engine())) {
      WordVectors open = open(measured.words(model.codec().tokenizer()));
      return new Evaluation(model, open, measured, BATCH, listener)
          .run(run.engine(), withBaselines);
    }
  }

  /** Runs ask for the same words: a file of vectors is read once. */
  private WordVectors open(Set<String> words) {
    if (lastVectors == null || !words.equals(lastWords)) {
      lastVectors = vectors.apply(words);
      lastWords = words;
    }
    return lastVectors;
  }

  private static ComparedRun.Origin origin(PlannedRun run) {
    return new ComparedRun.Origin(
        run.name(),
        run.loss().label(),
        run.engine().backend().name(),
        run.engine().backend().description(),
        run.engine().device().toString(),
        run.engine().threads(),
        run.seed(),
        run.learningRate());
  }

  private static ComparedRun.Training training(SavedRun saved, @Nullable Long memory) {
    HistorySummary summary = HistorySummary.of(saved.history());
    return new ComparedRun.Training(
        summary.best().devLoss(),
        summary.best().step(),
        summary.last().step(),
        summary.last().seconds(),
        summary.tokensPerSecond(),
        memory);
  }

  private static void put(
      String set,
      EvaluationResult.SetResult found,
      Map<String, Double> scores,
      Map<String, Map<String, Double>> baselines) {
    put(set, found.model(), scores);
    found
        .baselines()
        .forEach(
            (baseline, values) ->
                put(
                    set,
                    values,
                    baselines.computeIfAbsent(baseline.title(), b -> new LinkedHashMap<>())));
  }

  private static void put(String set, ProbeScores values, Map<String, Double> scores) {
    values.scores().forEach((name, value) -> scores.put(ScoreColumns.name(set, name), value));
  }
}
