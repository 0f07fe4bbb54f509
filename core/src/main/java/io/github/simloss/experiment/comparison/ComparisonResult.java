package io.github.simloss.experiment.comparison;

import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison has found so far.
 *
 * @param name how the comparison is called
 * @param planned how many runs it will have
 * @param config of one of the runs: what all of them share; null while none is done
 * @param runs those that are done, in the order they were asked for
 * @param columns what was measured
 * @since 0.1.0
 */
public record ComparisonResult(
    String name,
    int planned,
    @Nullable RunConfig config,
    List<Entry> runs,
    List<ScoreColumn> columns) {

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

  /** What {@code comparison.json} holds. */
  public Map<String, Object> toJson() {
    ComparisonTable table = table();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("planned", planned);
    json.put("columns", table.columns());
    json.put("table", table.rows());
    json.put("baselines", table.baselines());
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
