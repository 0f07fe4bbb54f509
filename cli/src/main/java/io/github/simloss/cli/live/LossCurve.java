package io.github.simloss.cli.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a chart so far, that never grow large: where there are too many points, every other
 * one goes. Not safe for use by several threads.
 */
final class LossCurve {
  private static final int MOST_POINTS = 2000;

  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  /**
   * A point.
   *
   * @param line the name of its line
   * @param step where it is
   * @param loss the value
   */
  record Point(String line, long step, double loss) {}

  /** Adds a point. */
  void add(Point point) {
    List<Point> line = lines.computeIfAbsent(point.line(), name -> new ArrayList<>());
    line.add(point);
    if (line.size() > MOST_POINTS) {
      for (int i = line.size() / 2 - 1; i >= 0; i--) {
        line.remove(2 * i + 1);
      }
    }
  }

  /** All lines as Visdom wants them. */
  List<Map<String, Object>> traces() {
    List<Map<String, Object>> traces = new ArrayList<>();
    lines.forEach((name, points) -> traces.add(trace(name, points)));
    return traces;
  }

  /** Some points of a line as Visdom wants them. */
  static Map<String, Object> trace(String name, List<Point> points) {
    return Map.of(
        "x",
        points.stream().map(Point::step).toList(),
        "y",
        points.stream().map(Point::loss).toList(),
        "type",
        "scatter",
        "mode",
        "lines",
        "name",
        name);
  }
}
