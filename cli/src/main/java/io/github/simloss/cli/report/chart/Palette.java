package io.github.simloss.cli.report.chart;

import io.github.simloss.experiment.comparison.ComparisonTable;
import java.util.ArrayList;
import java.util.List;

/** Which of the style sheet's colours belongs to what. */
public final class Palette {
  private static final int COLOURS = 6;

  private Palette() {}

  /** The colour of an engine, the same in all charts. */
  public static int of(ComparisonTable table, ComparisonTable.Row row) {
    return of(table, row.backend());
  }

  /** The colour of an engine, by its place among the engines. */
  public static int of(ComparisonTable table, String backend) {
    List<String> backends = new ArrayList<>();
    for (ComparisonTable.Row row : table.rows()) {
      if (!backends.contains(row.backend())) {
        backends.add(row.backend());
      }
    }
    return Math.max(0, backends.indexOf(backend)) % COLOURS;
  }
}
