package io.github.simloss.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from round number to round number.
 *
 * @param low its begin
 * @param high its end, above low
 * @param step between ticks
 */
record Axis(double low, double high, double step) {
  /**
   * An axis that holds two values.
   *
   * @param ticks about how many ticks are wanted
   * @param round whether it begins and ends on a tick
   */
  static Axis of(double low, double high, int ticks, boolean round) {
    if (!(high - low > 1e-9 * Math.max(1, Math.abs(high)))) {
      double margin = low == 0 ? 1 : Math.abs(low) * 0.1;
      return of(low - margin, high + margin, ticks, round);
    }
    double raw = (high - low) / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double ratio = raw / power;
    double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    return round
        ? new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step)
        : new Axis(low, high, step);
  }

  /** Where the ticks are. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step - 1e-9);
    for (int i = 0; (first + i) * step <= high + 1e-9 * step; i++) {
      ticks.add((first + i) * step);
    }
    return ticks;
  }

  /** A value's place between two pixels. */
  double place(double value, double from, double to) {
    return from + (value - low) / (high - low) * (to - from);
  }
}
