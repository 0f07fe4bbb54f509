package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.DataTable;
import io.github.simloss.cli.report.page.DataTable.Cell;
import io.github.simloss.cli.report.page.DataTable.Kind;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Meanings;
import io.github.simloss.cli.report.page.Sections;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.util.ArrayList;
import java.util.List;

/** The table of a comparison, the best of each column marked. */
final class ResultsTable {
  private final ComparisonResult view;
  private final ComparisonTable table;

  private ResultsTable(ComparisonResult view, ComparisonTable table) {
    this.view = view;
    this.table = table;
  }

  static void write(Sections sections, ComparisonResult view, ComparisonTable table) {
    new ResultsTable(view, table).write(sections.add("results", "Results"));
  }

  private void write(Html html) {
    html.element("p", explanation(), "class", "quiet");
    DataTable data =
        new DataTable("Results")
            .column("loss", Kind.TEXT)
            .column("engine", Kind.TEXT)
            .column("seeds", Kind.NUMBER);
    for (ScoreColumn column : table.columns()) {
      data.column(column.title(), Kind.SPREAD, Meanings.withDirection(column));
    }
    for (ComparisonTable.Row row : table.rows()) {
      data.row(null, cells(row, true));
    }
    for (ComparisonTable.Row row : table.baselines()) {
      data.row("base", cells(row, false));
    }
    html.add(data.render());
    html.open("details", "class", "inner").element("summary", "What the columns mean");
    html.open("dl", "class", "facts");
    for (ScoreColumn column : table.columns()) {
      html.element("dt", column.title()).element("dd", Meanings.withDirection(column));
    }
    html.close().close();
  }

  private String explanation() {
    boolean spread = table.rows().stream().anyMatch(row -> row.seeds() > 1);
    return (spread
            ? "Means over the seeds; below them ± the standard deviation. "
            : "One seed each: another one would give somewhat other figures, and --seeds 3 shows"
                + " how much. ")
        + "★ marks the best of a column; ≈ what may be as good, because other seeds could turn the"
        + " order (the gap is within their standard deviation), or other test sentences could (p of"
        + " 0.05 or more by a paired bootstrap, which BLEU and distinct are left out of)."
        + (table.baselines().isEmpty()
            ? ""
            : " Rows in italics are baselines, which need no training: a loss is worth something"
                + " only where it is ahead of them.");
  }

  private List<Cell> cells(ComparisonTable.Row row, boolean marked) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(row.label()));
    cells.add(Cell.of(row.backend() == null ? "baseline" : row.backend()));
    cells.add(Cell.of(Integer.toString(row.seeds()), row.seeds()));
    for (ScoreColumn column : table.columns()) {
      MeanAndSpread value = row.scores().get(column.name());
      if (value == null) {
        cells.add(Cell.of("–"));
        continue;
      }
      String spread = value.spread() == null ? null : "± " + Figures.spread(value);
      cells.add(
          new Cell(
              Figures.score(column, value.mean()),
              spread,
              marked ? mark(row, column) : null,
              null,
              value.mean(),
              value.spread()));
    }
    return cells;
  }

  private String mark(ComparisonTable.Row row, ScoreColumn column) {
    if (isBest(row, column)) {
      return "best";
    }
    return view.standing(row, column) == ComparisonResult.Standing.ALIKE ? "alike" : null;
  }

  /** What reads like the best is marked like it; where all read alike nothing is. */
  private boolean isBest(ComparisonTable.Row row, ScoreColumn column) {
    ComparisonTable.Row best = table.best(column);
    return best != null
        && read(row, column).equals(read(best, column))
        && table.rows().stream().map(other -> read(other, column)).distinct().count() > 1;
  }

  private static String read(ComparisonTable.Row row, ScoreColumn column) {
    MeanAndSpread value = row.scores().get(column.name());
    return value == null ? "" : Figures.score(column, value.mean());
  }
}
