package io.github.simloss.cli.report.page;

import io.github.simloss.experiment.comparison.MeanAndSpread;

/** A mean with its spread, as text. */
public final class SpreadText {
  private SpreadText() {}

  public static String of(MeanAndSpread value) {
    return Figures.score(value.mean())
        + (value.spread() == null
            ? ", one seed"
            : " ± " + Figures.spread(value) + ", " + value.count() + " seeds");
  }
}
