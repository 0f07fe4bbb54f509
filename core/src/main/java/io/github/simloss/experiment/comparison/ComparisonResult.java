package io.github.simloss.experiment.comparison;

import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.significance.PairTest;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison has found so far.
 *
 * @param name how the comparison is called
 * @param planned how many runs it will have
 * @param config of one of the runs: what all of them share; null while none is done
 * @param runs those that are done, in the order they were asked for
 * @param columns what was measured
 * @param tests every two rows of the table by every score that allows it; none before all runs are
 *     done
 * @since 0.1.0
 */
public record ComparisonResult(
    String name,
    int planned,
    @Nullable RunConfig config,
    List<Entry> runs,
    List<ScoreColumn> columns,
    List<PairTest> tests) {

  /**
   * A run.
   *
   * @param run what came of it
   * @param history its evaluations
   */
  public record Entry(ComparedRun run, List<HistoryEntry> history) {}

  /** The table of its runs. */
  public ComparisonTable table() {
    return ComparisonTable.of(columns, runs.stream().map(Entry::run).toList());
  }

  /**
   * The p of the difference between two rows, or null if that was not tested.
   *
   * @param column by which they were compared
   * @param row the title of a row
   * @param other that of the other
   */
  public @Nullable Double p(ScoreColumn column, String row, String other) {
    for (PairTest test : tests) {
      boolean forth = test.first().equals(row) && test.second().equals(other);
      boolean back = test.first().equals(other) && test.second().equals(row);
      if (test.score().equals(column.name()) && (forth || back)) {
        return test.p();
      }
    }
    return null;
  }

  /** How a row stands in a column. */
  public enum Standing {
    /** The best of at least two that differ. */
    BEST,
    /**
     * Not the best, but the gap is no wider than the spread over seeds of one of the two, or a test
     * leaves it to the choice of test examples.
     */
    ALIKE,
    /** Neither, or a baseline. */
    BEHIND
  }

  /** How a row of the table stands in a column. */
  public Standing standing(ComparisonTable.Row row, ScoreColumn column) {
    ComparisonTable table = table();
    ComparisonTable.Row best = table.best(column);
    MeanAndSpread value = row.scores().get(column.name());
    if (best == null || value == null || row.backend() == null || !table.differs(column)) {
      return Standing.BEHIND;
    }
    MeanAndSpread lead = Objects.requireNonNull(best.scores().get(column.name()));
    double gap = Math.abs(lead.mean() - value.mean());
    if (gap == 0) {
      return Standing.BEST;
    }
    Double p = p(column, row.title(), best.title());
    boolean alike =
        gap <= spread(lead)
            || gap <= spread(value)
            || (p != null && p >= PairedBootstrap.SIGNIFICANT);
    return alike ? Standing.ALIKE : Standing.BEHIND;
  }

  private static double spread(MeanAndSpread value) {
    return value.spread() == null ? 0 : value.spread();
  }

  /** What {@code comparison.json} holds. */
  public Map<String, Object> toJson() {
    ComparisonTable table = table();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("planned", planned);
    json.put("columns", table.columns());
    json.put("table", table.rows());
    json.put("baselines", table.baselines());
    json.put("tests", tests);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Entry entry : runs) {
      ComparedRun.Origin origin = entry.run().origin();
      ComparedRun.Training training = entry.run().training();
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("name", origin.name());
      run.put("loss", origin.loss());
      run.put("backend", origin.backend());
      run.put("engine", origin.engine());
      run.put("device", origin.device());
      run.put("threads", origin.threads());
      run.put("seed", origin.seed());
      run.put("learningRate", origin.learningRate());
      run.put("devLoss", training.devLoss());
      run.put("bestStep", training.bestStep());
      run.put("steps", training.steps());
      run.put("seconds", training.seconds());
      run.put("tokensPerSecond", training.tokensPerSecond());
      run.put("peakResidentBytes", training.peakResidentBytes());
      run.put("scores", entry.run().scores());
      run.put("baselines", entry.run().baselines());
      run.put("history", entry.history());
      all.add(run);
    }
    json.put("runs", all);
    return json;
  }
}
