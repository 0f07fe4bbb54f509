package io.github.simloss.cli.report;

/** A mean with its spread, as text. */
final class SpreadText {
  private SpreadText() {}

  static String of(MeanAndSpread value) {
    return Figures.fixed(value.mean(), 4)
        + (value.spread() == null
            ? ", one seed"
            : " ± " + Figures.fixed(value.spread(), 4) + ", " + value.count() + " seeds");
  }
}
