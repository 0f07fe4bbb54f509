package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
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
  private final List<String> notices;

  /**
   * A job.
   *
   * @param start weights, optimizer and state that it begins with
   * @param notices what is odd about the data, a line each
   */
  TrainingJob(
      RunDirectory run,
      RunConfig config,
      TrainingText text,
      RunSimilarities similarities,
      ReconstructionLoss loss,
      Checkpoints.Checkpoint start,
      History history,
      List<String> notices) {
    this.run = run;
    this.config = config;
    this.text = text;
    this.similarities = similarities;
    this.loss = loss;
    this.start = start;
    this.history = history;
    this.notices = List.copyOf(notices);
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
    return new ResumedRun(root, moved, engine, notices).resume();
  }

  /**
   * The same with more epochs than the run was begun with, whether it has ended or not. {@code
   * config.json} names them from then on. At a constant learning rate the result is that of a run
   * begun with so many; a linear one goes up again to where the longer line is at this step. An end
   * by patience is forgotten.
   *
   * @param root the run's folder
   * @param epochs of the whole run, more than it has
   * @param moved where its data files are; their content must be the same
   * @param engine what it will be trained on
   * @param notices takes what was damaged, and what becomes of the learning rate
   * @throws SimlossException if the run has as many epochs already, the data files changed, no
   *     checkpoint is whole, or another process uses the folder
   */
  public static TrainingJob extend(
      Path root, int epochs, MovedData moved, Engine engine, Consumer<String> notices) {
    return new ResumedRun(root, moved, engine, notices).extend(epochs);
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

  /** How its sentences become tokens. */
  public SentenceCodec codec() {
    return text.codec();
  }

  /** The training sentences. */
  public Corpus trainCorpus() {
    return text.train();
  }

  /** The dev sentences. */
  public Corpus devCorpus() {
    return text.dev();
  }

  /**
   * What is odd about the data, a line each with what to do: sentences that are cut, few words with
   * a vector, bytes that were replaced.
   */
  public List<String> notices() {
    return notices;
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
