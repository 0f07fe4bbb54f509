package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetrics;
import io.github.simloss.evaluate.reconstruction.WordSimilarity;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Features;
import io.github.simloss.evaluate.sets.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a comparison's table: what an evaluation measures.
 *
 * @since 0.1.0
 */
public final class ScoreColumns {
  private ScoreColumns() {}

  /** Stands in where metrics are only asked for their names and definitions. */
  private record NoWords(int neighbours) implements WordSimilarity {
    @Override
    public double cosine(String a, String b) {
      return a.equals(b) ? 1 : 0;
    }

    @Override
    public boolean isNear(String target, String word) {
      return target.equals(word);
    }
  }

  /** The column of one score of a set. */
  public static String name(String set, String score) {
    return set + " " + score;
  }

  /** The columns of everything that a plan measures, sets first. */
  public static List<ScoreColumn> of(EvaluationPlan plan) {
    List<ScoreColumn> columns = new ArrayList<>();
    for (EvaluationSet set : plan.sets()) {
      String judged =
          set.judged().size()
              + (set.test().isEmpty() ? "" : " test")
              + (set.features() == Features.CODE ? " sentences" : " pairs")
              + (set.test().isEmpty() && set.task() == Task.CLASSES ? ", cross-validated" : "");
      if (set.task() == Task.CLASSES) {
        columns.add(pair(set, "accuracy", "share of " + judged + " put in their class"));
        if (set.positive() != null) {
          columns.add(pair(set, "f1", "F1 of the class " + set.positive() + ", " + judged));
        }
      } else {
        columns.add(pair(set, "spearman", "rank correlation of cosines and scores, " + judged));
        columns.add(pair(set, "pearson", "correlation of cosines and scores, " + judged));
        if (!set.test().isEmpty()) {
          String learned = "answers of a regression on the training part and scores, " + judged;
          columns.add(pair(set, ProbeScores.LEARNED_SPEARMAN, "rank correlation of " + learned));
          columns.add(pair(set, ProbeScores.LEARNED_PEARSON, "correlation of " + learned));
        }
      }
    }
    if (plan.reconstruction() != null) {
      columns.addAll(ofReconstruction(plan.near()));
    }
    return columns;
  }

  /**
   * The columns of the metrics of reconstruction.
   *
   * @param near how many nearest words count as near synonyms
   */
  public static List<ScoreColumn> ofReconstruction(int near) {
    return ReconstructionMetrics.all(new NoWords(near)).stream()
        .map(
            metric ->
                new ScoreColumn(
                    metric.name(),
                    spaced(metric.name()),
                    metric.definition(),
                    metric.greaterIsBetter()))
        .toList();
  }

  private static ScoreColumn pair(EvaluationSet set, String score, String definition) {
    String title = set.name() + " " + (score.equals("f1") ? "F1" : spaced(score));
    return new ScoreColumn(name(set.name(), score), title, definition, true);
  }

  /** tokenAccuracy as token accuracy. */
  private static String spaced(String name) {
    return name.equals("bleu")
        ? "BLEU"
        : name.replaceAll("([A-Z])", " $1").replaceAll("([0-9])", "-$1").toLowerCase(Locale.ROOT);
  }
}
