package io.github.simloss.cli.report;

import io.github.simloss.evaluate.probes.Probe;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.evaluation.Evaluation;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.evaluation.ScoreColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model's codes know of labelled sentences and pairs.
 *
 * @param columns what was measured
 * @param values by the name of a column, those that are defined
 * @param majority what answering the most frequent class everywhere gives, likewise
 */
public record SetScores(
    List<ScoreColumn> columns, Map<String, Double> values, Map<String, Double> majority) {
  /** Nothing was measured. */
  public static final SetScores NONE = new SetScores(List.of(), Map.of(), Map.of());

  /**
   * What an evaluation found.
   *
   * @param plan its sets
   * @param result as {@link Evaluation#run} gives it
   */
  public static SetScores of(EvaluationPlan plan, EvaluationResult result) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Double> majority = new LinkedHashMap<>();
    for (EvaluationSet set : plan.sets()) {
      String name = set.name();
      result
          .sets()
          .get(name)
          .model()
          .scores()
          .forEach((score, value) -> values.put(ScoreColumns.name(name, score), value));
      Probe.majority(set)
          .scores()
          .forEach((score, value) -> majority.put(ScoreColumns.name(name, score), value));
    }
    List<ScoreColumn> columns =
        ScoreColumns.of(plan).stream().filter(column -> values.containsKey(column.name())).toList();
    return new SetScores(columns, values, majority);
  }
}
