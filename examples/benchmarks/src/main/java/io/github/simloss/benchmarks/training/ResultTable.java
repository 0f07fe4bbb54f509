package io.github.simloss.benchmarks.training;

import java.util.Locale;
import java.util.Map;

/** Results as a Markdown table, which also reads well in a terminal. */
final class ResultTable {
  private static final String HEAD =
      """
      | model | loss | V | H | batch | runner | ms/step | tokens/s | x Python | x floor | x products \
      | LSTM | proj. | loss | Adam | peak MB |
      |---|---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private ResultTable() {}

  static String head() {
    return HEAD;
  }

  static String lines(ShapeResult result) {
    StringBuilder lines = new StringBuilder();
    Shape shape = result.shape();
    for (Measured one : result.runners()) {
      lines.append(
          String.format(
              Locale.ROOT,
              "| %-9s | %-12s | %,7d | %4d | %3d | %-6s | %8.1f | %,8.0f | %5s | %5s | %5s |%s %5s |%n",
              shape.model().label(),
              shape.work() == Work.TRAIN ? shape.loss() : "encode",
              shape.words(),
              shape.hidden(),
              shape.batch(),
              one.runner(),
              one.milliseconds(),
              one.tokensPerSecond(),
              number(one.timesFaster()),
              number(one.timesFloor()),
              number(one.timesProducts()),
              shares(one.shares()),
              one.peakMegabytes() == null ? "" : String.valueOf(one.peakMegabytes())));
    }
    if (result.floorMilliseconds() != null) {
      lines.append(
          String.format(
              Locale.ROOT,
              "  floor %.1f ms: %.2f GFLOP at %.0f GFLOP/s, the best rate here%n",
              result.floorMilliseconds(),
              result.gigaflops(),
              result.gigaflopsPerSecond()));
    }
    if (shape.work() == Work.ENCODE) {
      for (Measured one : result.runners()) {
        lines.append(
            String.format(
                Locale.ROOT,
                "  %s: %,.0f codes/s%n",
                one.runner(),
                1000.0 * shape.batch() / one.milliseconds()));
      }
    }
    for (Measured one : result.runners()) {
      if (one.kernels() != null) {
        lines.append("  ").append(one.runner()).append(": ").append(one.engine());
        lines.append(", ").append(one.kernels()).append(System.lineSeparator());
      }
    }
    result.notes().forEach(note -> lines.append("  ").append(note).append(System.lineSeparator()));
    return lines.toString();
  }

  private static String number(Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String shares(Map<String, Double> shares) {
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {"lstm", "projection", "loss", "optimizer"}) {
      Double share = shares.get(part);
      text.append(
          share == null ? "      |" : String.format(Locale.ROOT, " %3.0f%% |", 100 * share));
    }
    return text.toString();
  }
}
