package io.github.simloss.cli.report.chart;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.simloss.cli.report.page.Html;
import java.util.ArrayList;
import java.util.List;

/** Lines over steps, as a figure with a legend. */
public final class LineChart {
  private static final int HEIGHT = 270;

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
   * @param colour number of the colour
   * @param style {@code solid}, {@code dashed} or {@code faint}
   * @param points by rising x
   */
  public record Series(String label, int colour, String style, List<Point> points) {}

  private record Description(String kind, String across, List<Series> series) {}

  public LineChart(String title, String across, List<Series> all) {
    this.title = title;
    this.across = across;
    this.all = all;
  }

  public Html figure() {
    List<Series> drawn = new ArrayList<>();
    boolean empty = true;
    for (Series series : all) {
      List<Point> points = thinned(series.points());
      empty &= points.isEmpty();
      drawn.add(new Series(series.label(), series.colour(), series.style(), points));
    }
    if (empty) {
      Html html = new Html().open("figure", "class", "chart").element("figcaption", title);
      return html.element("p", "Nothing to draw yet.", "class", "quiet").close();
    }
    return Chart.figure(
        title, title + " over " + across, null, HEIGHT, new Description("lines", across, drawn));
  }

  private static List<Point> thinned(List<Point> points) {
    List<Point> finite = points.stream().filter(Point::finite).toList();
    if (finite.size() <= MOST_POINTS) {
      return finite;
    }
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      some.add(finite.get((int) ((long) i * (finite.size() - 1) / (MOST_POINTS - 1))));
    }
    return some;
  }
}
