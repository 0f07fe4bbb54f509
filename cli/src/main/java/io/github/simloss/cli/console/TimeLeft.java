package io.github.simloss.cli.console;

import java.util.Locale;

/** How long training will still take, at the speed since it was begun or continued. */
final class TimeLeft {
  /** Before this nothing is said: the first steps are slow. */
  private static final double SOONEST_SECONDS = 5;

  private final long firstStep;
  private final long started;

  /**
   * A clock that starts now.
   *
   * @param firstStep steps done before
   * @param nanos now
   */
  TimeLeft(long firstStep, long nanos) {
    this.firstStep = firstStep;
    this.started = nanos;
  }

  /**
   * The time left in words, evaluations included; empty where it cannot be told yet, or nothing is
   * left.
   *
   * @param step steps done
   * @param steps of all epochs
   * @param nanos now
   */
  String after(long step, long steps, long nanos) {
    double seconds = (nanos - started) * 1e-9;
    if (step <= firstStep || step >= steps || seconds < SOONEST_SECONDS) {
      return "";
    }
    return "about " + words(seconds / (step - firstStep) * (steps - step)) + " left";
  }

  static String words(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
    }
    double minutes = seconds / 60;
    return minutes < 90
        ? String.format(Locale.ROOT, "%.0f min", minutes)
        : String.format(Locale.ROOT, "%.1f h", minutes / 60);
  }
}
