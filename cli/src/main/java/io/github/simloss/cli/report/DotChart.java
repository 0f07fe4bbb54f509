package io.github.simloss.cli.report;

import java.util.ArrayList;
import java.util.List;

/** One score: a row for each loss and engine, a dot for each seed, the mean, and the baselines. */
final class DotChart {
  private static final double WIDTH = 460;
  private static final double LEFT = 150;
  private static final double RIGHT = WIDTH - 16;
  private static final double ROW = 26;
  private static final double TOP = 8;
  private static final int LONGEST_LABEL = 24;

  private final ScoreColumn column;
  private final ComparisonView view;
  private final ComparisonTable table;

  DotChart(ScoreColumn column, ComparisonView view, ComparisonTable table) {
    this.column = column;
    this.view = view;
    this.table = table;
  }

  Html figure() {
    List<ComparisonTable.Row> rows = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (List<ComparisonTable.Row> some : List.of(table.rows(), table.baselines())) {
      for (ComparisonTable.Row row : some) {
        MeanAndSpread value = row.scores().get(column.name());
        if (value != null) {
          rows.add(row);
          low = Math.min(low, value.mean());
          high = Math.max(high, value.mean());
        }
      }
    }
    for (ComparisonView.Entry entry : view.runs()) {
      Double value = entry.run().scores().get(column.name());
      low = value == null ? low : Math.min(low, value);
      high = value == null ? high : Math.max(high, value);
    }
    Html html = new Html().open("figure", "class", "chart dots");
    html.element("figcaption", column.title());
    if (rows.isEmpty()) {
      return html.element("p", "Not measured.", "class", "quiet").close();
    }
    Axis axis = Axis.of(low, high, 4, true);
    double bottom = TOP + ROW * rows.size();
    html.open(
        "svg",
        "viewBox",
        "0 0 " + LineChart.number(WIDTH) + " " + LineChart.number(bottom + 24),
        "role",
        "img",
        "aria-label",
        column.title());
    for (double tick : axis.ticks()) {
      double x = axis.place(tick, LEFT, RIGHT);
      line(html, "grid", x, TOP, x, bottom);
      text(html, x, bottom + 16, "middle", Figures.tick(tick));
    }
    int models = (int) rows.stream().filter(row -> row.backend() != null).count();
    for (int i = 0; i < rows.size(); i++) {
      row(html, rows.get(i), axis, TOP + ROW * (i + 0.5), i >= models, bottom);
    }
    html.close();
    html.element("p", column.definition(), "class", "quiet");
    return html.close();
  }

  private void row(
      Html html, ComparisonTable.Row row, Axis axis, double y, boolean baseline, double bottom) {
    MeanAndSpread value = row.scores().get(column.name());
    String label = ComparisonReport.label(row);
    text(
        html,
        LEFT - 10,
        y + 4,
        "end",
        label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…");
    double mean = axis.place(value.mean(), LEFT, RIGHT);
    String tip = label + ": " + SpreadText.of(value);
    if (baseline) {
      line(html, "baseline", mean, TOP, mean, bottom);
      html.empty(
          "circle",
          "class",
          "hit ring",
          "cx",
          LineChart.number(mean),
          "cy",
          LineChart.number(y),
          "r",
          "4.5",
          "data-tip",
          tip);
      return;
    }
    String colour = "c" + Palette.of(table, row);
    for (ComparisonView.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      Double score = run.scores().get(column.name());
      if (score != null && run.loss().equals(row.label()) && run.backend().equals(row.backend())) {
        html.empty(
            "circle",
            "class",
            "dot " + colour,
            "cx",
            LineChart.number(axis.place(score, LEFT, RIGHT)),
            "cy",
            LineChart.number(y),
            "r",
            "4.5",
            "data-tip",
            label + ", seed " + run.seed() + ": " + Figures.fixed(score, 4));
      }
    }
    line(html, "mean " + colour, mean, y - 9, mean, y + 9);
  }

  private static void line(Html html, String css, double x1, double y1, double x2, double y2) {
    html.empty(
        "line",
        "class",
        css,
        "x1",
        LineChart.number(x1),
        "y1",
        LineChart.number(y1),
        "x2",
        LineChart.number(x2),
        "y2",
        LineChart.number(y2));
  }

  private static void text(Html html, double x, double y, String anchor, String text) {
    html.element(
        "text", text, "x", LineChart.number(x), "y", LineChart.number(y), "text-anchor", anchor);
  }
}
