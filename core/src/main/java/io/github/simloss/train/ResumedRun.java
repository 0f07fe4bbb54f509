package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.run.BestModel;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.train.data.Corpus;
import io.github.simloss.train.data.MovedData;
import io.github.simloss.train.data.TrainingText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens a run that continues; see {@link TrainingJob#resume} and {@link TrainingJob#extend}. */
final class ResumedRun {
  private final RunDirectory run;
  private final MovedData moved;
  private final Engine engine;
  private final Consumer<String> notices;

  ResumedRun(Path root, MovedData moved, Engine engine, Consumer<String> notices) {
    this.run = RunDirectory.open(root);
    this.moved = moved;
    this.engine = engine;
    this.notices = notices;
  }

  TrainingJob resume() {
    return locked(null);
  }

  TrainingJob extend(int epochs) {
    return locked(epochs);
  }

  private TrainingJob locked(@Nullable Integer epochs) {
    run.lock();
    try {
      return open(epochs);
    } catch (RuntimeException | Error e) {
      run.unlock();
      throw e;
    }
  }

  private TrainingJob open(@Nullable Integer epochs) {
    RunConfig begun = run.readConfig();
    RunConfig config = epochs == null ? begun : longer(begun, epochs);
    moved.requireVectors(config);
    SentenceCodec codec = run.readCodec(config);
    TrainingText text =
        new TrainingText(
            codec,
            Corpus.read(moved.train(run, config), codec.tokenizer()),
            Corpus.read(moved.dev(run, config), codec.tokenizer()));
    text.requireBatchesFit(
        config.training().optimization().batchSize(), config.spec(), engine.device());
    RunSimilarities similarities =
        RunSimilarities.of(config, codec.vocabulary(), moved.similarities(run, config));
    Checkpoints checkpoints =
        new Checkpoints(run.checkpoints(), config.training().checkpoints().keep());
    Checkpoints.Checkpoint newest = checkpoints.latest(config.spec(), notices);
    run.sweep();
    TrainingState state = new BestModel(run, config, checkpoints).repair(newest.state(), notices);
    History history = History.empty(run.history());
    history.replace(newest.history());
    checkpoints.dropOld(newest.state().step());
    ReconstructionLoss loss =
        Losses.discover()
            .create(
                config.loss(),
                similarities.context(TrainingJob.vectors(config.spec(), newest.weights()), engine));
    Checkpoints.Checkpoint start = from(newest, state);
    if (epochs != null) {
      start = from(newest, state.withoutStale());
      keepLonger(config, checkpoints, start);
      describeRate(config, start.state(), text.train().sentences().size());
    }
    return new TrainingJob(
        run, config, text, similarities, loss, start, history, text.replacedBytes());
  }

  private static Checkpoints.Checkpoint from(Checkpoints.Checkpoint newest, TrainingState state) {
    return new Checkpoints.Checkpoint(
        state, newest.weights(), newest.optimizer(), newest.history());
  }

  private RunConfig longer(RunConfig config, int epochs) {
    int before = config.training().optimization().epochs();
    if (epochs <= before) {
      throw new SimlossException(
          run.root()
              + " has "
              + before
              + " epochs: to train it further give --epochs more than that, to continue it as it is"
              + " leave --epochs out");
    }
    return config.withTraining(
        config.training().withOptimization(optimization -> optimization.withEpochs(epochs)));
  }

  /**
   * The checkpoint comes first: a run that dies in between is the shorter one still, and can be
   * extended again.
   */
  private void keepLonger(RunConfig config, Checkpoints checkpoints, Checkpoints.Checkpoint start) {
    run.beginWriting();
    checkpoints.save(start);
    run.replaceConfig(config);
  }

  private void describeRate(RunConfig config, TrainingState state, int sentences) {
    OptimizationSettings optimization = config.training().optimization();
    if (optimization.schedule() == LearningRateSchedule.LINEAR) {
      long batches = -(-sentences / optimization.batchSize());
      long steps = batches * optimization.epochs();
      double rate =
          optimization.learningRate()
              * Math.scalb(1.0, -state.rewinds())
              * optimization.schedule().factor(state.step(), steps);
      notices.accept(
          String.format(
              Locale.ROOT,
              "the learning rate is on a line to the end of epoch %d now: it goes up to %.3g and"
                  + " falls to nothing from there",
              optimization.epochs(),
              rate));
    }
  }
}
