package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.run.BestModel;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.train.data.Corpus;
import io.github.simloss.train.data.EncodedSentences;
import io.github.simloss.train.data.MovedData;
import io.github.simloss.train.data.TrainingText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A training run from files to files: vocabulary, embedding, initial weights, loss, training, and
 * all of it kept in a run directory. New by {@link #prepare}, or continued by {@link #resume}. Its
 * folder is locked until it was trained or is closed. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class TrainingJob implements AutoCloseable {
  private final RunDirectory run;
  private final RunConfig config;
  private final TrainingText text;
  private final RunSimilarities similarities;
  private final ReconstructionLoss loss;
  private final Checkpoints.Checkpoint start;
  private final History history;

  /**
   * A job.
   *
   * @param start weights, optimizer and state that it begins with
   */
  TrainingJob(
      RunDirectory run,
      RunConfig config,
      TrainingText text,
      RunSimilarities similarities,
      ReconstructionLoss loss,
      Checkpoints.Checkpoint start,
      History history) {
    this.run = run;
    this.config = config;
    this.text = text;
    this.similarities = similarities;
    this.loss = loss;
    this.start = start;
    this.history = history;
  }

  /**
   * Reads the data and settles everything a run needs; nothing is written unless all of it is
   * sound.
   *
   * @param request what to make the run from
   * @param vectors loads the vectors of a set of words
   * @param engine what it will be trained on
   */
  public static TrainingJob prepare(
      TrainingRequest request, Function<Set<String>, WordVectors> vectors, Engine engine) {
    return new NewRun(request, vectors, engine).prepare();
  }

  /**
   * Continues from the newest whole checkpoint of a run, on any engine. A history or best model
   * that is damaged is made good from checkpoints.
   *
   * @param root the run's folder
   * @param engine what it will be trained on
   * @param notices takes what was damaged and what is used instead
   * @throws SimlossException if the data files changed, or no checkpoint is whole
   */
  public static TrainingJob resume(Path root, Engine engine, Consumer<String> notices) {
    return resume(root, MovedData.NONE, engine, notices);
  }

  /**
   * The same for a run whose data files are elsewhere now.
   *
   * @param root the run's folder
   * @param moved where they are; their content must be the same
   * @param engine what it will be trained on
   * @param notices takes what was damaged and what is used instead
   * @throws SimlossException if the data files changed, no checkpoint is whole, or another process
   *     uses the folder
   */
  public static TrainingJob resume(
      Path root, MovedData moved, Engine engine, Consumer<String> notices) {
    RunDirectory run = RunDirectory.open(root);
    run.lock();
    try {
      return resume(run, moved, engine, notices);
    } catch (RuntimeException | Error e) {
      run.unlock();
      throw e;
    }
  }

  private static TrainingJob resume(
      RunDirectory run, MovedData moved, Engine engine, Consumer<String> notices) {
    RunConfig config = run.readConfig();
    moved.requireVectors(config);
    SentenceCodec codec = run.readCodec(config);
    TrainingText text =
        new TrainingText(
            codec,
            Corpus.read(moved.train(run, config), codec.tokenizer()),
            Corpus.read(moved.dev(run, config), codec.tokenizer()));
    text.requireBatchesFit(config.training().optimization().batchSize());
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
                similarities.context(vectors(config.spec(), newest.weights()), engine));
    Checkpoints.Checkpoint start =
        new Checkpoints.Checkpoint(state, newest.weights(), newest.optimizer(), newest.history());
    return new TrainingJob(run, config, text, similarities, loss, start, history);
  }

  /**
   * Trains to the end.
   *
   * @param engine what computes
   * @param listeners called after the recorder
   * @param stop asked after each step whether to stop with a checkpoint
   */
  public TrainingOutcome train(
      Engine engine, List<TrainingListener> listeners, BooleanSupplier stop) {
    try {
      return new RunTraining(
              run,
              config,
              text.codec(),
              new EncodedSentences(text.codec(), text.train().sentences()),
              text.dev().sentences(),
              loss,
              start,
              history)
          .train(engine, listeners, stop);
    } finally {
      run.unlock();
    }
  }

  /** Gives the run's folder back, if it was not trained. */
  @Override
  public void close() {
    run.unlock();
  }

  /** The run's configuration. */
  public RunConfig config() {
    return config;
  }

  /** The run's folder. */
  public RunDirectory run() {
    return run;
  }

  /** The training sentences. */
  public Corpus trainCorpus() {
    return text.train();
  }

  /** The dev sentences. */
  public Corpus devCorpus() {
    return text.dev();
  }

  /** What the loss was made from beside the vectors. */
  public RunSimilarities similarities() {
    return similarities;
  }

  /** Where it begins. */
  public TrainingState state() {
    return start.state();
  }

  static UnitVectors vectors(ModelSpec spec, NamedTensors weights) {
    return UnitVectors.of(
        weights.get(Parameters.EMBEDDING).data(), spec.vocabularySize(), spec.dimension());
  }
}
