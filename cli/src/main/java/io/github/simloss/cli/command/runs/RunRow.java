package io.github.simloss.cli.command.runs;

import io.github.simloss.run.listing.RunSummary;
import java.util.List;
import java.util.Locale;

/**
 * A run as a line of JSON, or of a table.
 *
 * @param run its folder
 * @param loss the loss's name
 * @param engine the engine's name
 * @param epoch epochs done
 * @param epochs epochs it has
 * @param bestDevLoss null where there is none
 * @param created when it was begun, in UTC (ISO-8601)
 * @param bytes all its files
 * @param state training, stopped, done or exported
 */
record RunRow(
    String run,
    String loss,
    String engine,
    int epoch,
    int epochs,
    Double bestDevLoss,
    String created,
    long bytes,
    String state) {
  /** What stands above a table. */
  static final List<String> HEAD =
      List.of("run", "loss", "engine", "epochs", "best dev", "begun", "size", "state");

  static RunRow of(RunSummary run) {
    return new RunRow(
        run.folder().toString().isEmpty() ? "." : run.folder().toString(),
        run.loss(),
        run.backend(),
        run.epoch(),
        run.epochs(),
        run.bestDevLoss(),
        run.created(),
        run.bytes(),
        run.state().label());
  }

  List<String> cells() {
    return List.of(
        run,
        loss,
        engine,
        state.equals(RunSummary.State.EXPORTED.label()) ? "-" : epoch + "/" + epochs,
        bestDevLoss == null ? "-" : String.format(Locale.ROOT, "%.4f", bestDevLoss),
        minute(created),
        size(bytes),
        state);
  }

  /** To the minute, in UTC as it is kept. */
  private static String minute(String time) {
    return time.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*")
        ? time.substring(0, 16).replace('T', ' ')
        : time;
  }

  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
