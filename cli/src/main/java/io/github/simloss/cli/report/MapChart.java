package io.github.simloss.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Sentence codes on a plane: dots, a few of them numbered, their sentences listed beside. */
final class MapChart {
  private static final double WIDTH = 460;
  private static final double HEIGHT = 400;
  private static final double MARGIN = 16;
  private static final int NUMBERED = 12;
  private static final int SHADES = 4;

  private final CodeMap map;

  MapChart(CodeMap map) {
    this.map = map;
  }

  Html figure() {
    List<CodeMap.Point> points = map.points();
    double[] x = places(points.stream().mapToDouble(CodeMap.Point::x).toArray(), MARGIN, WIDTH);
    double[] y = places(points.stream().mapToDouble(p -> -p.y()).toArray(), MARGIN, HEIGHT);
    int longest = points.stream().mapToInt(CodeMap.Point::tokens).max().orElse(1);
    int shortest = points.stream().mapToInt(CodeMap.Point::tokens).min().orElse(1);
    Html html = new Html().open("div", "class", "map");
    html.open("figure", "class", "chart");
    html.open(
        "svg",
        "viewBox",
        "0 0 460 400",
        "role",
        "img",
        "aria-label",
        "Map of " + points.size() + " sentence codes");
    html.empty("rect", "class", "plane", "x", "0.5", "y", "0.5", "width", "459", "height", "399");
    for (int i = 0; i < points.size(); i++) {
      CodeMap.Point point = points.get(i);
      html.empty(
          "circle",
          "class",
          "code shade" + shade(point.tokens(), shortest, longest),
          "cx",
          LineChart.number(x[i]),
          "cy",
          LineChart.number(y[i]),
          "r",
          "4",
          "data-tip",
          point.sentence());
    }
    List<Integer> numbered = farApart(x, y);
    for (int k = 0; k < numbered.size(); k++) {
      int i = numbered.get(k);
      String left = LineChart.number(x[i]);
      html.empty("circle", "class", "badge", "cx", left, "cy", LineChart.number(y[i]), "r", "9");
      html.element(
          "text",
          Integer.toString(k + 1),
          "class",
          "badge-text",
          "x",
          left,
          "y",
          LineChart.number(y[i] + 3.8),
          "text-anchor",
          "middle");
    }
    html.close();
    html.open("ul", "class", "legend");
    for (int s = 0; s < SHADES; s++) {
      html.open("li").open("svg", "viewBox", "0 0 10 10", "class", "swatch", "aria-hidden", "true");
      html.empty("circle", "class", "code shade" + s, "cx", "5", "cy", "5", "r", "4.5").close();
      html.text(range(s, shortest, longest) + (s == SHADES - 1 ? " tokens" : "")).close();
    }
    html.close().close();
    html.open("ol", "class", "numbered");
    for (int i : numbered) {
      html.element("li", points.get(i).sentence());
    }
    return html.close().close();
  }

  private static int shade(int tokens, int shortest, int longest) {
    return (tokens - shortest) * SHADES / (longest - shortest + 1);
  }

  private static String range(int shade, int shortest, int longest) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int tokens = shortest; tokens <= longest; tokens++) {
      if (shade(tokens, shortest, longest) == shade) {
        low = Math.min(low, tokens);
        high = Math.max(high, tokens);
      }
    }
    return high < low ? "–" : low == high ? Integer.toString(low) : low + "–" + high;
  }

  private static double[] places(double[] values, double margin, double size) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          high > low ? margin + (values[i] - low) / (high - low) * (size - 2 * margin) : size / 2;
    }
    return places;
  }

  /** Points far from one another: each next one is the farthest from all chosen so far. */
  private static List<Integer> farApart(double[] x, double[] y) {
    List<Integer> chosen = new ArrayList<>();
    double[] distance = new double[x.length];
    java.util.Arrays.fill(distance, Double.POSITIVE_INFINITY);
    while (chosen.size() < Math.min(NUMBERED, x.length)) {
      int next = 0;
      for (int i = 1; i < x.length; i++) {
        next = distance[i] > distance[next] ? i : next;
      }
      if (!chosen.isEmpty() && distance[next] < 20) {
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
