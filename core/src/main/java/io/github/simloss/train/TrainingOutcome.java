package io.github.simloss.train;

import io.github.simloss.run.checkpoint.TrainingState;

/**
 * How a training run ended.
 *
 * @param reason why it ended
 * @param state where it stood
 * @since 0.1.0
 */
public record TrainingOutcome(Reason reason, TrainingState state) {
  /** Why a run ends. */
  public enum Reason {
    /** All epochs were done. */
    COMPLETED,
    /** The dev loss had not improved for as many evaluations as patience allows. */
    EARLY_STOPPED,
    /** Somebody asked it to stop; a checkpoint was made. */
    INTERRUPTED
  }
}
