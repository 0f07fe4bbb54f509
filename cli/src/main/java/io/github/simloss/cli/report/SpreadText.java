package io.github.simloss.cli.report;

/** A mean with its spread, as text. */
final class SpreadText {
  private SpreadText() {}

  static String of(MeanAndSpread value) {
    return Figures.score(value.mean())
        + (value.spread() == null
            ? ", one seed"
            : " ± " + Figures.spread(value) + ", " + value.count() + " seeds");
  }
}
