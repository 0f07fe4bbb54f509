package io.github.simloss.cli.report.chart;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.inspection.CodeMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Sentence codes on a plane: dots, a few of them numbered, their sentences listed beside. */
public final class MapChart {
  private static final int HEIGHT = 400;
  private static final int SMALL = 290;
  private static final int NUMBERED = 12;
  private static final int SHADES = 4;

  /** Numbered points are at least this far apart, the plane being 1 wide and 1 high. */
  private static final double APART = 0.05;

  private final CodeMap map;

  /** A code between 0 and 1 both ways, how long its sentence is as a shade, and the sentence. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private record Dot(double x, double y, int shade, String tip) {}

  private record Description(
      String kind, List<String> shades, List<Dot> points, List<Integer> numbered) {}

  public MapChart(CodeMap map) {
    this.map = map;
  }

  /** The map with its numbered sentences beside. */
  public Html figure() {
    List<Integer> numbered = farApart();
    Html html = new Html().open("div", "class", "map");
    html.add(chart(null, HEIGHT, numbered)).open("ol", "class", "numbered");
    for (int i : numbered) {
      html.element("li", map.points().get(i).sentence());
    }
    return html.close().close();
  }

  /** The map alone, one of several. */
  public Html small(String title) {
    return chart(title, SMALL, List.of());
  }

  private Html chart(String title, int height, List<Integer> numbered) {
    List<CodeMap.Point> points = map.points();
    double[] x = places(CodeMap.Point::x);
    double[] y = places(CodeMap.Point::y);
    int longest = points.stream().mapToInt(CodeMap.Point::tokens).max().orElse(1);
    int shortest = points.stream().mapToInt(CodeMap.Point::tokens).min().orElse(1);
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      CodeMap.Point point = points.get(i);
      dots.add(new Dot(x[i], y[i], shade(point.tokens(), shortest, longest), point.sentence()));
    }
    List<String> shades = new ArrayList<>();
    for (int s = 0; s < SHADES; s++) {
      shades.add(range(s, shortest, longest) + (s == SHADES - 1 ? " tokens" : ""));
    }
    return Chart.figure(
        title,
        null,
        "Map of " + points.size() + " sentence codes",
        null,
        height,
        new Description("map", shades, dots, numbered),
        numbers());
  }

  private Csv numbers() {
    Csv csv = new Csv(List.of("first component", "second component", "tokens", "sentence"));
    for (CodeMap.Point point : map.points()) {
      csv.row(
          List.of(
              Figures.plain(point.x()),
              Figures.plain(point.y()),
              point.tokens(),
              point.sentence()));
    }
    return csv;
  }

  private static int shade(int tokens, int shortest, int longest) {
    return (int) (((long) tokens - shortest) * SHADES / ((long) longest - shortest + 1));
  }

  private static String range(int shade, int shortest, int longest) {
    long low = firstOf(shade, shortest, longest);
    long high = firstOf(shade + 1, shortest, longest) - 1;
    return high < low ? "–" : low == high ? Long.toString(low) : low + "–" + high;
  }

  /** The least number of tokens of a shade: found, not counted to, for a file may claim any. */
  private static long firstOf(int shade, int shortest, int longest) {
    long lengths = (long) longest - shortest + 1;
    return shortest + (shade * lengths + SHADES - 1) / SHADES;
  }

  /** Values between 0 and 1, to a thousandth: finer is not seen. */
  private double[] places(ToDoubleFunction<CodeMap.Point> coordinate) {
    double[] values = map.points().stream().mapToDouble(coordinate).toArray();
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    return Arrays.stream(values)
        .map(value -> high > low ? Math.rint(1000 * (value - low) / (high - low)) / 1000 : 0.5)
        .toArray();
  }

  /** Points far from one another: each next one is the farthest from all chosen so far. */
  private List<Integer> farApart() {
    double[] x = places(CodeMap.Point::x);
    double[] y = places(CodeMap.Point::y);
    List<Integer> chosen = new ArrayList<>();
    double[] distance = new double[x.length];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    while (chosen.size() < Math.min(NUMBERED, x.length)) {
      int next = 0;
      for (int i = 1; i < x.length; i++) {
        next = distance[i] > distance[next] ? i : next;
      }
      if (!chosen.isEmpty() && distance[next] < APART) {
        break;
      }
      chosen.add(next);
      for (int i = 0; i < x.length; i++) {
        distance[i] = Math.min(distance[i], Math.hypot(x[i] - x[next], y[i] - y[next]));
      }
    }
    return chosen;
  }
}
