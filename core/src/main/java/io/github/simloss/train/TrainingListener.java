package io.github.simloss.train;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import java.util.List;

/**
 * Hears what happens in training, in the training thread. What it throws stops the run.
 *
 * @since 0.1.0
 */
public interface TrainingListener {

  /** After each step. */
  default void stepped(StepProgress progress) {}

  /**
   * After each evaluation on the dev sentences.
   *
   * @param entry the figures; {@code entry.best()} says that the model is the best so far
   * @param samples some dev sentences and their greedy reconstructions
   * @param model the model as it is now
   */
  default void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {}

  /**
   * When a checkpoint is due.
   *
   * @param state where the run stands
   * @param model the model as it is now
   */
  default void checkpoint(TrainingState state, TrainableModel model) {}

  /**
   * When a run diverged and goes back to a checkpoint, with half the learning rate.
   *
   * @param reason what diverged
   * @param back where it continues from
   * @param learningRate the learning rate from here on
   */
  default void rewound(DivergenceException reason, TrainingState back, double learningRate) {}
}
