package io.github.simloss.experiment.inspection;

import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.List;

/**
 * A run's evaluations in short.
 *
 * @param best the evaluation with the lowest dev loss
 * @param last the newest evaluation
 * @param tokensPerSecond while training; 0 if it was not measured
 * @since 0.1.0
 */
public record HistorySummary(HistoryEntry best, HistoryEntry last, double tokensPerSecond) {
  /** The summary of at least one evaluation. */
  public static HistorySummary of(List<HistoryEntry> history) {
    HistoryEntry best = history.get(0);
    for (HistoryEntry entry : history) {
      best = entry.devLoss() < best.devLoss() ? entry : best;
    }
    return new HistorySummary(best, history.get(history.size() - 1), meanSpeed(history));
  }

  /** Each evaluation counts by the steps it stands for. */
  private static double meanSpeed(List<HistoryEntry> history) {
    double steps = 0;
    double times = 0;
    long before = 0;
    for (HistoryEntry entry : history) {
      if (entry.tokensPerSecond() > 0) {
        steps += entry.step() - before;
        times += (entry.step() - before) / entry.tokensPerSecond();
      }
      before = entry.step();
    }
    return times > 0 ? steps / times : 0;
  }
}
