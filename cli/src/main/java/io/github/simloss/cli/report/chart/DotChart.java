package io.github.simloss.cli.report.chart;

import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Meanings;
import io.github.simloss.cli.report.page.SpreadText;
import io.github.simloss.experiment.comparison.ComparedRun;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.comparison.ComparisonTable;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One score: a row for each loss and engine, a dot for each seed, the mean, and the baselines. */
public final class DotChart {
  private static final int ROW = 26;
  private static final int BELOW = 34;
  private static final int LONGEST_LABEL = 24;

  private final ScoreColumn column;
  private final ComparisonResult view;
  private final ComparisonTable table;

  /** A score in a row; colour and shape are its engine's, and of no meaning for a baseline. */
  private record Mark(int row, double x, int look, String tip) {}

  private final Csv numbers = new Csv(List.of("loss or baseline", "engine", "seed", "score"));

  private final List<String> said = new ArrayList<>();

  private record Description(
      String kind, List<String> rows, List<Mark> runs, List<Mark> means, List<Mark> baselines) {}

  public DotChart(ScoreColumn column, ComparisonResult view, ComparisonTable table) {
    this.column = column;
    this.view = view;
    this.table = table;
  }

  public Html figure() {
    Description description =
        new Description(
            "dots", new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    table.rows().forEach(row -> add(row, description));
    table.baselines().forEach(row -> add(row, description));
    Html html = new Html();
    if (description.rows().isEmpty()) {
      html.open("figure", "class", "chart dots").element("figcaption", column.title());
      return html.element("p", "Not measured.", "class", "quiet").close();
    }
    int height = ROW * description.rows().size() + BELOW;
    return Chart.figure(
        column.title(),
        Meanings.of(column),
        column.title() + ": " + String.join("; ", said),
        "dots",
        height,
        description,
        numbers);
  }

  private void add(ComparisonTable.Row row, Description to) {
    MeanAndSpread value = row.scores().get(column.name());
    if (value == null) {
      return;
    }
    int at = to.rows().size();
    // Colour and shape say which engine, the legend above the charts names it.
    to.rows().add(shortened(row.label()));
    String label = row.title();
    said.add(label + " " + SpreadText.of(value));
    Mark mean =
        new Mark(at, value.mean(), Palette.of(table, row), label + ": " + SpreadText.of(value));
    if (row.backend() == null) {
      to.baselines().add(mean);
      numbers.row(Arrays.asList(row.label(), null, null, value.mean()));
      return;
    }
    to.means().add(mean);
    for (ComparisonResult.Entry entry : view.runs()) {
      ComparedRun run = entry.run();
      Double score = run.scores().get(column.name());
      if (score != null
          && run.origin().loss().equals(row.label())
          && run.origin().backend().equals(row.backend())) {
        String tip = label + ", seed " + run.origin().seed() + ": " + Figures.score(score);
        numbers.row(List.of(row.label(), row.backend(), run.origin().seed(), score));
        to.runs().add(new Mark(at, score, mean.look(), tip));
      }
    }
  }

  private static String shortened(String label) {
    // Losses of one name differ at their ends.
    int half = LONGEST_LABEL / 2;
    return label.length() <= LONGEST_LABEL
        ? label
        : label.substring(0, half - 1) + "…" + label.substring(label.length() - half);
  }
}
