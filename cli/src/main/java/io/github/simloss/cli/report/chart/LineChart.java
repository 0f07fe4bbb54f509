package io.github.simloss.cli.report.chart;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over steps, as a figure with a legend below the drawing. */
public final class LineChart {
  private static final int HEIGHT = 280;

  /** More points than this are not seen and only make the page heavy. */
  private static final int MOST_POINTS = 300;

  private final String title;
  private final String across;
  private final List<Series> all;

  /** A value at a step, and what to say of it; null for nothing. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Point(double x, double y, String tip) {
    boolean finite() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /**
   * One line.
   *
   * @param label in the legend; lines of one label share an entry and are hidden together
   * @param run whose line it is, in the numbers; null where the label says it
   * @param look number of the colour, of the dashes and of the points' shape
   * @param weight {@code strong}, {@code light} (thin, without points) or {@code faint}
   * @param points by rising x
   */
  public record Series(
      String label, @JsonIgnore String run, int look, String weight, List<Point> points) {}

  private record Description(String kind, String across, List<Series> series) {}

  public LineChart(String title, String across, List<Series> all) {
    this.title = title;
    this.across = across;
    this.all = all;
  }

  public Html figure() {
    List<Series> drawn = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Series series : all) {
      List<Point> points = thinned(series.points());
      drawn.add(new Series(series.label(), series.run(), series.look(), series.weight(), points));
      if (!points.isEmpty()) {
        told.add(ends(series, points));
      }
    }
    if (told.isEmpty()) {
      Html html = new Html().open("figure", "class", "chart").element("figcaption", title);
      return html.element("p", "Nothing to draw yet.", "class", "quiet").close();
    }
    String label = title + " over " + across + ": " + String.join("; ", told);
    return Chart.figure(
        title, null, label, null, HEIGHT, new Description("lines", across, drawn), numbers(drawn));
  }

  /** Where a line begins and ends, for who does not see it. */
  private static String ends(Series series, List<Point> points) {
    return (series.run() == null ? "" : series.run() + " ")
        + series.label()
        + " from "
        + Figures.score(points.get(0).y())
        + " to "
        + Figures.score(points.get(points.size() - 1).y());
  }

  private Csv numbers(List<Series> drawn) {
    Csv csv = new Csv(List.of("run", "line", across, title.toLowerCase(Locale.ROOT)));
    for (Series series : drawn) {
      for (Point point : series.points()) {
        String run = series.run() == null ? "" : series.run();
        csv.row(List.of(run, series.label(), Figures.plain(point.x()), Figures.plain(point.y())));
      }
    }
    return csv;
  }

  /** The first and the last, and between them the lowest and the highest of each stretch. */
  private static List<Point> thinned(List<Point> points) {
    List<Point> finite = points.stream().filter(Point::finite).toList();
    if (finite.size() <= MOST_POINTS) {
      return finite;
    }
    List<Point> some = new ArrayList<>();
    some.add(finite.get(0));
    int stretches = MOST_POINTS / 2 - 1;
    int inner = finite.size() - 2;
    for (int k = 0; k < stretches; k++) {
      int from = 1 + (int) ((long) k * inner / stretches);
      int to = 1 + (int) ((long) (k + 1) * inner / stretches);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = finite.get(i).y() < finite.get(low).y() ? i : low;
        high = finite.get(i).y() > finite.get(high).y() ? i : high;
      }
      some.add(finite.get(Math.min(low, high)));
      some.add(finite.get(Math.max(low, high)));
    }
    some.add(finite.get(finite.size() - 1));
    return some;
  }
}
