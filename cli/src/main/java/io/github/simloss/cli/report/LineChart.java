package io.github.simloss.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over steps, as a figure with a legend. */
final class LineChart {
  private static final double WIDTH = 460;
  private static final double HEIGHT = 264;
  private static final double LEFT = 50;
  private static final double RIGHT = WIDTH - 14;
  private static final double TOP = 14;
  private static final double BOTTOM = HEIGHT - 38;

  /** More points than this are not seen and only make the page heavy. */
  private static final int MOST_POINTS = 300;

  /** Up to this many points each has its dot. */
  private static final int DOTTED = 40;

  private final String title;
  private final String across;
  private final List<Series> all;

  /** A value at a step, and what to say of it. */
  record Point(double x, double y, String tip) {}

  /**
   * One line.
   *
   * @param label in the legend; null leaves it out
   * @param colour number of the colour
   * @param style {@code solid}, {@code dashed} or {@code faint}
   * @param points by rising x
   */
  record Series(String label, int colour, String style, List<Point> points) {}

  LineChart(String title, String across, List<Series> all) {
    this.title = title;
    this.across = across;
    this.all = all;
  }

  Html figure() {
    Html html = new Html().open("figure", "class", "chart");
    html.element("figcaption", title);
    List<Point> points = new ArrayList<>();
    for (Series series : all) {
      for (Point point : series.points()) {
        if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
          points.add(point);
        }
      }
    }
    if (points.isEmpty()) {
      return html.element("p", "Nothing to draw yet.", "class", "quiet").close();
    }
    Axis x = axis(points.stream().mapToDouble(Point::x).toArray(), 5, false);
    Axis y = axis(points.stream().mapToDouble(Point::y).toArray(), 5, true);
    html.open(
        "svg",
        "viewBox",
        "0 0 " + number(WIDTH) + " " + number(HEIGHT),
        "role",
        "img",
        "aria-label",
        title);
    frame(html, x, y);
    for (Series series : all) {
      draw(html, series, x, y);
    }
    html.close();
    legend(html);
    return html.close();
  }

  private static Axis axis(double[] values, int ticks, boolean round) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return Axis.of(low, high, ticks, round);
  }

  private void frame(Html html, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      double at = y.place(tick, BOTTOM, TOP);
      line(html, "grid", LEFT, at, RIGHT, at);
      label(html, LEFT - 6, at + 4, "end", Figures.tick(tick));
    }
    for (double tick : x.ticks()) {
      double at = x.place(tick, LEFT, RIGHT);
      line(html, "tick", at, BOTTOM, at, BOTTOM + 4);
      label(html, at, BOTTOM + 17, "middle", Figures.tick(tick));
    }
    line(html, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    label(html, RIGHT, HEIGHT - 4, "end", across);
  }

  private static void draw(Html html, Series series, Axis x, Axis y) {
    List<Point> points = thinned(series.points());
    String css = "c" + series.colour() + " " + series.style();
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(number(x.place(point.x(), LEFT, RIGHT)))
          .append(' ')
          .append(number(y.place(point.y(), BOTTOM, TOP)));
    }
    html.empty("path", "class", "line " + css, "d", path.toString());
    for (Point point : points) {
      String cx = number(x.place(point.x(), LEFT, RIGHT));
      String cy = number(y.place(point.y(), BOTTOM, TOP));
      if (points.size() <= DOTTED && !series.style().equals("faint")) {
        html.empty("circle", "class", "dot " + css, "cx", cx, "cy", cy, "r", "2.6");
      }
      if (point.tip() != null) {
        html.empty("circle", "class", "hit", "cx", cx, "cy", cy, "r", "8", "data-tip", point.tip());
      }
    }
  }

  private static List<Point> thinned(List<Point> points) {
    List<Point> finite = new ArrayList<>();
    for (Point point : points) {
      if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
        finite.add(point);
      }
    }
    if (finite.size() <= MOST_POINTS) {
      return finite;
    }
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      some.add(finite.get((int) ((long) i * (finite.size() - 1) / (MOST_POINTS - 1))));
    }
    return some;
  }

  private void legend(Html html) {
    html.open("ul", "class", "legend");
    for (Series series : all) {
      if (series.label() == null) {
        continue;
      }
      html.open("li");
      html.open("svg", "viewBox", "0 0 24 10", "aria-hidden", "true");
      html.empty(
          "path", "class", "line c" + series.colour() + " " + series.style(), "d", "M0 5L24 5");
      html.close().text(series.label()).close();
    }
    html.close();
  }

  private static void line(Html html, String css, double x1, double y1, double x2, double y2) {
    html.empty(
        "line",
        "class",
        css,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  private static void label(Html html, double x, double y, String anchor, String text) {
    html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  /** A coordinate, to a tenth of a pixel. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
