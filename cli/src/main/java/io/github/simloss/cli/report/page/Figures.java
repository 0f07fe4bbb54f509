package io.github.simloss.cli.report.page;

import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
  private Figures() {}

  /** With so many decimals and commas between thousands. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** A number to six digits, as a whole one where it is: for files that programs read. */
  public static Number plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return Double.isFinite(value)
        ? new BigDecimal(value, new MathContext(6)).stripTrailingZeros()
        : value;
  }

  /** A share in percent: 42.1 %. */
  public static String percent(double share) {
    return fixed(100 * share, 1) + " %";
  }

  /** A score: four decimals, fewer where it runs to a hundred. */
  public static String score(double value) {
    return fixed(value, decimals(value));
  }

  /** A score of a column: all of one column have the same decimals. */
  public static String score(ScoreColumn column, double value) {
    return column.name().equals("bleu") ? fixed(value, 2) : score(value);
  }

  /** How far scores lie from their mean, with as many decimals as that. */
  public static String spread(MeanAndSpread scores) {
    return fixed(scores.spread(), decimals(scores.mean()));
  }

  private static int decimals(double score) {
    return Math.abs(score) > 2 ? 2 : 4;
  }

  /** A weight of a loss; 0 only where it is 0. */
  public static String weight(double weight) {
    return weight == 0 ? "0" : fixed(weight, 3);
  }

  /** A count, with commas between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A time: 42 s, 3 min 05 s, 2 h 07 min. */
  public static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return fixed(seconds, seconds < 10 ? 1 : 0) + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** A size: 12 KB, 3.4 MB. */
  public static String bytes(long size) {
    double bytes = (double) size;
    if (bytes < 1e6) {
      return fixed(bytes / 1e3, bytes < 1e4 ? 1 : 0) + " KB";
    }
    return bytes < 1e9
        ? fixed(bytes / 1e6, bytes < 1e7 ? 1 : 0) + " MB"
        : fixed(bytes / 1e9, 2) + " GB";
  }
}
