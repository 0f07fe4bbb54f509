package io.github.simloss.cli.report;

import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.ArrayList;
import java.util.List;

/** Losses of runs as lines of a chart. */
final class Curves {
  private Curves() {}

  /**
   * The loss of a run after each of its evaluations.
   *
   * @param label in the legend
   * @param run its name
   * @param look number of colour and dashes
   * @param dev on dev sentences; otherwise on training sentences
   * @param history the evaluations
   */
  static LineChart.Series line(
      String label, String run, int look, boolean dev, List<HistoryEntry> history) {
    List<LineChart.Point> points = new ArrayList<>();
    for (HistoryEntry at : history) {
      double loss = dev ? at.devLoss() : at.trainLoss();
      String tip =
          run
              + ", "
              + (dev ? "dev " : "training ")
              + Figures.fixed(loss, 4)
              + " at step "
              + Figures.count(at.step());
      points.add(new LineChart.Point(at.step(), loss, tip));
    }
    return new LineChart.Series(label, run, look, dev ? "strong" : "light", points);
  }
}
