package io.github.simloss.experiment.comparison;

import io.github.simloss.experiment.evaluation.EvaluationListener;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.train.TrainingListener;
import java.util.List;

/**
 * Hears how a comparison proceeds.
 *
 * @since 0.1.0
 */
public interface ComparisonListener extends EvaluationListener {
  /**
   * A run begins or continues.
   *
   * @param number which of the runs, from 1
   * @param of how many there are
   */
  default void began(PlannedRun run, int number, int of) {}

  /** A run was done before; numbers as in {@link #began}. */
  default void doneBefore(PlannedRun run, int number, int of) {}

  /**
   * A run is about to train.
   *
   * @param step steps done before
   * @return who listens while it trains
   */
  default List<TrainingListener> training(PlannedRun run, long step) {
    return List.of();
  }

  /** A run has stopped training, whichever way that ended. */
  default void trained(PlannedRun run) {}

  /** The best model of a run was inspected. */
  default void inspected(PlannedRun run, SavedRun saved) {}

  /** {@code comparison.json} was written. */
  default void changed(ComparisonResult result) {}

  /** What is odd about the data; what was damaged in a run that continues, and is used instead. */
  default void notice(String message) {}
}
