package io.github.simloss.cli.console;

import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.evaluation.Baseline;
import io.github.simloss.experiment.evaluation.EvaluationResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@code evaluate} found for a person to read. */
public final class EvaluationTable {
  private EvaluationTable() {}

  /** A line of progress: sentences were reconstructed. */
  public static void reconstructed(PrintWriter err, int sentences) {
    err.println("reconstruction: " + sentences + " sentences");
  }

  /** A line of progress: a set was measured by a baseline, or by the model if it is null. */
  public static void measured(
      PrintWriter err, EvaluationSet set, Baseline baseline, ProbeScores scores) {
    err.println(
        set.name()
            + ": "
            + (baseline == null ? "this model" : baseline.title())
            + "  "
            + scores(scores));
  }

  /** The values of one reconstruction, with what they mean. */
  public static void print(
      PrintWriter out, EvaluationResult.Reconstructions found, List<ReconstructionMetric> metrics) {
    out.println(
        String.format(
            Locale.ROOT,
            "reconstruction of %,d sentences, %,d words",
            found.sentences(),
            found.words()));
    for (ReconstructionMetric metric : metrics) {
      Double value = found.values().get(metric.name());
      out.println(
          String.format(
              Locale.ROOT,
              "  %-16s %8s  of %.0f..%.0f, %s is better: %s",
              metric.name(),
              value == null ? "-" : String.format(Locale.ROOT, "%.4f", value),
              metric.lowest(),
              metric.highest(),
              metric.greaterIsBetter() ? "greater" : "less",
              metric.definition()));
    }
  }

  /** What was taken for what, before anything is measured. */
  public static void taken(PrintWriter err, EvaluationSet set) {
    err.println(set.name() + ": " + set.description());
  }

  /** The scores of one set, the baselines below the model's. */
  public static void print(PrintWriter out, EvaluationResult.SetResult found) {
    EvaluationSet set = found.set();
    int folds = found.model().folds();
    out.println(
        set.name()
            + ": "
            + set.description()
            + (folds == 0 ? "" : ", " + folds + "-fold cross-validation")
            + (set.positive() == null ? "" : ", F1 of '" + set.positive() + "'"));
    row(out, "this model", found.model());
    found.baselines().forEach((baseline, scores) -> row(out, baseline.title(), scores));
  }

  private static void row(PrintWriter out, String name, ProbeScores scores) {
    out.println(String.format(Locale.ROOT, "  %-23s %s", name, scores(scores)));
  }

  /** Scores on one line. */
  private static String scores(ProbeScores scores) {
    StringBuilder line = new StringBuilder();
    scores
        .scores()
        .forEach(
            (name, value) ->
                line.append(line.isEmpty() ? "" : "  ")
                    .append(String.format(Locale.ROOT, "%s %6.4f", name, value)));
    if (scores.cost() != null) {
      line.append(String.format(Locale.ROOT, "  (C = %s)", scores.cost()));
    }
    return line.isEmpty() ? "-" : line.toString();
  }
}
