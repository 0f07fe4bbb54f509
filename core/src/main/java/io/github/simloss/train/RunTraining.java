package io.github.simloss.train;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.parallel.Collective;
import io.github.simloss.backend.parallel.DataParallelModel;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.run.PostProcessingFile;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.card.ModelCard;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.train.data.BatchSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * All that a run is trained with, wherever its text is from: by one machine, or by one of several
 * workers.
 *
 * @param run its folder; a worker other than the first only reads there
 * @param config its settings
 * @param codec text to ids and back
 * @param train sentences to train on
 * @param dev sentences to evaluate on
 * @param loss the loss
 * @param start weights, optimizer and state to begin with
 * @param history the evaluations so far
 */
record RunTraining(
    RunDirectory run,
    RunConfig config,
    SentenceCodec codec,
    BatchSource train,
    List<String> dev,
    ReconstructionLoss loss,
    Checkpoints.Checkpoint start,
    History history) {

  /** Trains to the end on this machine. */
  TrainingOutcome train(Engine engine, List<TrainingListener> listeners, BooleanSupplier stop) {
    beginWriting();
    TrainingOutcome outcome;
    try (TrainableModel model = model(engine)) {
      outcome = loop(model, recorded(listeners), listeners, stop);
    }
    finish(engine, outcome);
    return outcome;
  }

  /**
   * Trains one worker's share. Only the first keeps anything; a run that diverges ends.
   *
   * @param listeners of the first worker, called after the recorder
   * @param stop asked on the first worker
   */
  TrainingOutcome train(
      Engine engine, Collective workers, List<TrainingListener> listeners, BooleanSupplier stop) {
    boolean first = workers.rank() == 0;
    if (first) {
      beginWriting();
    }
    TrainingOutcome outcome;
    try (DataParallelModel model = new DataParallelModel(model(engine), workers, stop)) {
      TrainingSettings settings =
          first ? config.training() : config.training().withEvaluation(e -> e.withSamples(0));
      outcome =
          new Trainer(model, codec, train, dev, settings, first ? recorded(listeners) : List.of())
              .run(start.state(), model::stopping);
    }
    if (first) {
      finish(engine, outcome);
    }
    return outcome;
  }

  private void beginWriting() {
    run.beginWriting();
    new ModelCard(run).drop();
    new PostProcessingFile(run).drop();
  }

  private void finish(Engine engine, TrainingOutcome outcome) {
    if (outcome.reason() != TrainingOutcome.Reason.INTERRUPTED) {
      run.requireThere();
      PostProcessingSettings processing = config.postProcessing();
      if (processing != null) {
        CodeStatistics.learn(run, config, processing, train, engine);
      }
      new ModelCard(run).write(config, history.entries());
    }
  }

  private List<TrainingListener> recorded(List<TrainingListener> listeners) {
    List<TrainingListener> all = new ArrayList<>();
    all.add(new RunRecorder(run, history, checkpoints()));
    all.addAll(listeners);
    return all;
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(run.checkpoints(), config.training().checkpoints().keep());
  }

  private TrainableModel model(Engine engine) {
    AdamSettings defaults = AdamSettings.DEFAULT;
    AdamSettings adam =
        new AdamSettings(
            defaults.beta1(),
            defaults.beta2(),
            defaults.epsilon(),
            config.training().optimization().clipNorm());
    TrainableModel model = engine.trainable(config.spec(), start.weights(), loss, adam);
    try {
      model.setOptimizerState(start.optimizer());
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private TrainingOutcome loop(
      TrainableModel model,
      List<TrainingListener> all,
      List<TrainingListener> listeners,
      BooleanSupplier stop) {
    TrainingSettings settings = config.training();
    Trainer trainer = new Trainer(model, codec, train, dev, settings, all);
    TrainingState from = start.state();
    while (true) {
      try {
        return trainer.run(from, stop);
      } catch (DivergenceException e) {
        if (from.rewinds() >= settings.checkpoints().rewinds()) {
          throw e;
        }
        from = rewind(model, from.rewinds() + 1);
        double rate = settings.optimization().learningRate() * Math.scalb(1.0, -from.rewinds());
        for (TrainingListener listener : listeners) {
          listener.rewound(e, from, rate);
        }
      }
    }
  }

  /**
   * Back to the newest checkpoint. Nothing of it is written: a run that dies now diverges and goes
   * back again in the same way.
   */
  private TrainingState rewind(TrainableModel model, int count) {
    Checkpoints.Checkpoint back = checkpoints().latest(config.spec(), notice -> {});
    model.setWeights(back.weights());
    model.setOptimizerState(back.optimizer());
    history.replace(back.history());
    return back.state().withRewinds(count);
  }
}
