package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.TrainingState;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Repairs the best model of a run that is resumed. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class BestModel {
  private final RunDirectory run;
  private final RunConfig config;
  private final Checkpoints checkpoints;

  /**
   * Of a run.
   *
   * @param run its folder
   * @param config its configuration
   * @param checkpoints its checkpoints
   */
  public BestModel(RunDirectory run, RunConfig config, Checkpoints checkpoints) {
    this.run = run;
    this.config = config;
    this.checkpoints = checkpoints;
  }

  /**
   * If the best model is damaged or missing, it is written again from the checkpoint of its step;
   * if that is gone too, the next evaluation makes a new one.
   *
   * @param state where the run continues from
   * @param notices receives what was done, in one line
   * @return where it continues from now
   */
  public TrainingState repair(TrainingState state, Consumer<String> notices) {
    if (state.bestDevLoss() == null) {
      return state;
    }
    try {
      run.readModel(config);
      return state;
    } catch (SimlossException e) {
      Optional<Checkpoints.Checkpoint> source = checkpoints.at(state.bestStep(), config.spec());
      if (source.isPresent()) {
        run.writeModel(source.get().weights(), state.bestStep());
        notices.accept(
            e.getMessage() + "; it is made again from the checkpoint of step " + state.bestStep());
        return state;
      }
      notices.accept(
          e.getMessage()
              + "; no checkpoint of its step "
              + state.bestStep()
              + " is left, so the next evaluation chooses the best again");
      return state.withoutBest();
    }
  }
}
