package io.github.simloss.cli.report;

import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.List;

/**
 * What the page of a comparison shows.
 *
 * @param name how the comparison is called
 * @param planned how many runs it will have
 * @param config of one of the runs: what all of them share
 * @param runs those that are done, in the order they were asked for
 * @param columns what was measured
 * @param notes what should be said beside
 */
public record ComparisonView(
    String name,
    int planned,
    RunConfig config,
    List<Entry> runs,
    List<ScoreColumn> columns,
    List<String> notes) {

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
}
