package io.github.simloss.cli.console;

import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.evaluate.pairs.PairTask;
import io.github.simloss.evaluate.reconstruction.ReconstructionMetric;
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
  public static void measured(PrintWriter err, PairSet set, Baseline baseline, PairScores scores) {
    err.println(
        set.name() + ": " + (baseline == null ? "model" : baseline.key()) + " " + scores(scores));
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

  /** The scores of one set, the baselines below the model's. */
  public static void print(PrintWriter out, EvaluationResult.Pairs pairs) {
    PairSet set = pairs.set();
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %s, %s%s",
            set.name(),
            set.task() == PairTask.CLASSES
                ? set.classes().size() + " classes"
                : "relatedness by cosine",
            set.test().isEmpty()
                ? String.format(
                    Locale.ROOT,
                    "%,d pairs%s",
                    set.train().size(),
                    set.task() == PairTask.CLASSES ? ", 10-fold cross-validation" : "")
                : String.format(
                    Locale.ROOT,
                    "%,d training and %,d test pairs",
                    set.train().size(),
                    set.test().size()),
            set.positive() == null ? "" : ", F1 of '" + set.positive() + "'"));
    row(out, "this model", pairs.model());
    pairs.baselines().forEach((baseline, scores) -> row(out, baseline.title(), scores));
  }

  private static void row(PrintWriter out, String name, PairScores scores) {
    out.println(String.format(Locale.ROOT, "  %-22s %s", name, scores(scores)));
  }

  /** Scores on one line. */
  private static String scores(PairScores scores) {
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
