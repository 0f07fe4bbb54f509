package io.github.simloss.train;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.parallel.Collective;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.run.BestModel;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.train.data.BatchSource;
import io.github.simloss.train.data.MovedData;
import io.github.simloss.train.data.NewVocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One worker's part of a run that several train at once, or one machine whose text is not in files.
 * The run is begun once, by {@link #begin}; each worker has a copy of its folder and all sentences,
 * and {@link #open}s it, at first and after every restart alike. Batches are those of one machine
 * with the same seed; each worker computes its rows of each. The first worker alone writes in its
 * folder, as {@link TrainingJob} does. Not safe for use by several threads.
 *
 * @since 0.2.0
 */
public final class WorkerJob implements AutoCloseable {
  private final RunTraining training;
  private final Engine engine;
  private final Collective workers;

  private WorkerJob(RunTraining training, Engine engine, Collective workers) {
    this.training = training;
    this.engine = engine;
    this.workers = workers;
  }

  /**
   * Begins a run whose words were counted elsewhere: its folder has configuration, vocabulary and a
   * first checkpoint, and nobody holds it.
   *
   * @param request what to make the run from; its data files are not read
   * @param counted the words, {@link NewVocabulary#mostCounted} at most
   * @param sources what is said of its data
   * @param vectors loads the vectors of a set of words
   * @param engine what finds the neighbours of words
   * @return the folder
   */
  public static Path begin(
      TrainingRequest request,
      Vocabulary counted,
      RunSources sources,
      Function<Set<String>, WordVectors> vectors,
      Engine engine) {
    NewRun run = new NewRun(request, vectors, engine);
    NewVocabulary words =
        NewVocabulary.of(counted, sources.train().path(), request.vocabulary(), vectors);
    RunDirectory begun = run.begin(words, run.codec(words.words()), sources, spec -> {}).run();
    begun.unlock();
    return begun.root();
  }

  /**
   * Opens a run at its newest whole checkpoint.
   *
   * @param root this worker's copy of the folder
   * @param train sentences to train on, the same at each worker
   * @param dev sentences to evaluate on, each with a token to be charged for
   * @param similarities where the similarities are that the run was begun with, or null if it has
   *     none or they are where they were
   * @param engine what computes
   * @param workers all workers, who open it together
   * @param notices takes what was damaged and what is used instead
   */
  public static WorkerJob open(
      Path root,
      BatchSource train,
      List<String> dev,
      @Nullable Path similarities,
      Engine engine,
      Collective workers,
      Consumer<String> notices) {
    RunDirectory run = RunDirectory.open(root);
    if (workers.rank() == 0) {
      run.lock();
    }
    try {
      return open(run, train, dev, similarities, engine, workers, notices);
    } catch (RuntimeException | Error e) {
      run.unlock();
      throw e;
    }
  }

  private static WorkerJob open(
      RunDirectory run,
      BatchSource train,
      List<String> dev,
      @Nullable Path similarities,
      Engine engine,
      Collective workers,
      Consumer<String> notices) {
    RunConfig config = run.readConfig();
    SentenceCodec codec = run.readCodec(config);
    Checkpoints checkpoints =
        new Checkpoints(run.checkpoints(), config.training().checkpoints().keep());
    Checkpoints.Checkpoint newest = checkpoints.latest(config.spec(), notices);
    TrainingState state = newest.state();
    History history = History.empty(run.history());
    if (workers.rank() == 0) {
      run.sweep();
      state = new BestModel(run, config, checkpoints).repair(state, notices);
      history.replace(newest.history());
      checkpoints.dropOld(state.step());
    }
    // Whether the best model is lost is known to the first alone, and all must know.
    boolean lost = workers.firstSays(state.bestDevLoss() == null);
    ReconstructionLoss loss =
        Losses.discover()
            .create(
                config.loss(),
                RunSimilarities.of(
                        config,
                        codec.vocabulary(),
                        new MovedData(null, null, null, similarities).similarities(run, config))
                    .context(TrainingJob.vectors(config.spec(), newest.weights()), engine));
    return new WorkerJob(
        new RunTraining(
            run,
            config,
            codec,
            train,
            dev,
            loss,
            new Checkpoints.Checkpoint(
                lost ? state.withoutBest() : state,
                newest.weights(),
                newest.optimizer(),
                newest.history()),
            history),
        engine,
        workers);
  }

  /**
   * Trains to the end. A run that diverges ends, whatever its settings say of going back.
   *
   * @param listeners of the first worker, called after the recorder
   * @param stop asked on the first worker in each step whether to stop with a checkpoint
   */
  public TrainingOutcome train(List<TrainingListener> listeners, BooleanSupplier stop) {
    try {
      return training.train(engine, workers, listeners, stop);
    } finally {
      close();
    }
  }

  /** The run's configuration. */
  public RunConfig config() {
    return training.config();
  }

  /** Where it begins. */
  public TrainingState state() {
    return training.start().state();
  }

  /** Gives the folder back, if it was not trained. */
  @Override
  public void close() {
    training.run().unlock();
  }
}
