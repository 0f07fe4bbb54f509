package io.github.simloss.cli.report.chart;

import io.github.simloss.experiment.comparison.ComparisonTable;
import java.util.ArrayList;
import java.util.List;

/** Which colour, dashes and shape belong to what: one number stands for all three. */
public final class Palette {
  private static final int COLOURS = 6;

  private static final List<String> SHAPES = List.of("●", "▲", "■", "◆", "✳", "✖");

  private Palette() {}

  /** The shape that goes with a colour, as a letter. */
  public static String shape(int look) {
    return SHAPES.get(look % COLOURS);
  }

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
