package io.github.simloss.train;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import java.util.List;

/**
 * Keeps a run in its folder: history, best model, checkpoints. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
final class RunRecorder implements TrainingListener {
  private final RunDirectory run;
  private final History history;
  private final Checkpoints checkpoints;

  /**
   * A recorder.
   *
   * @param run where to
   * @param history the evaluations so far
   * @param checkpoints where checkpoints go
   */
  public RunRecorder(RunDirectory run, History history, Checkpoints checkpoints) {
    this.run = run;
    this.history = history;
    this.checkpoints = checkpoints;
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    run.requireThere();
    if (entry.best()) {
      run.writeModel(model.weights(), entry.step());
    }
    history.add(entry);
  }

  @Override
  public void checkpoint(TrainingState state, TrainableModel model) {
    run.requireThere();
    checkpoints.save(
        new Checkpoints.Checkpoint(
            state, model.weights(), model.optimizerState(), history.entries()));
  }
}
