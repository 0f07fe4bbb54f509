package io.github.simloss.benchmarks.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Results of before, to see what became slower. Only ratios are compared: a step's time by that of
 * its arithmetic at the best rate of the same run, which a machine that is busy, or another of its
 * kind, changes less than times.
 *
 * @param before results of a run
 * @param tolerance the share by which a ratio may be greater, in (0, 1)
 */
record Baseline(ResultFile before, double tolerance) {

  /** What became slower by more than the tolerance, a line each. */
  List<String> slower(ResultFile now) {
    List<String> lines = new ArrayList<>();
    for (ShapeResult result : now.results()) {
      for (Measured one : result.runners()) {
        Measured then = find(result.key(), one.runner());
        if (then != null
            && one.timesFloor() != null
            && one.timesFloor() > then.timesFloor() * (1 + tolerance)) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s, %s: %.2f of the floor, it was %.2f",
                  result.key(),
                  one.runner(),
                  one.timesFloor(),
                  then.timesFloor()));
        }
      }
    }
    return lines;
  }

  /** How many of the results have one of before to be compared with. */
  long compared(ResultFile now) {
    return now.results().stream()
        .flatMap(
            result ->
                result.runners().stream()
                    .filter(one -> one.timesFloor() != null)
                    .map(one -> find(result.key(), one.runner())))
        .filter(Objects::nonNull)
        .count();
  }

  /** What one runner did before, by its floor; null if it did nothing, or none was measured. */
  private Measured find(String key, String runner) {
    return before.results().stream()
        .filter(result -> result.key().equals(key))
        .flatMap(result -> result.runners().stream())
        .filter(one -> one.runner().equals(runner) && one.timesFloor() != null)
        .findFirst()
        .orElse(null);
  }
}
