package io.github.simloss.train;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.io.Messages;
import io.github.simloss.run.TrainingSettings;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.tensor.FiniteChecks;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The training loop, the same for every engine: batches in a seeded order, steps, dev evaluations,
 * early stopping. What to keep of it is the listeners' business ({@link RunRecorder}).
 */
public final class Trainer {
  /** Evaluation needs no gradients, so its batches may be larger than those of training. */
  private static final int EVALUATION_BATCH = 64;

  private final Autoencoder model;
  private final SentenceCodec codec;
  private final int[][] train;
  private final int[][] dev;
  private final List<String> samples;
  private final TrainingSettings settings;
  private final List<TrainingListener> listeners;

  private final int[] trainLengths;
  private final int[][] devBatches;

  /**
   * A trainer.
   *
   * @param model the model to train; stays the caller's to close
   * @param codec its text side
   * @param train sentences to train on; at least one
   * @param dev sentences to evaluate on; at least one
   * @param settings how
   * @param listeners told in this order
   */
  public Trainer(
      Autoencoder model,
      SentenceCodec codec,
      List<String> train,
      List<String> dev,
      TrainingSettings settings,
      List<TrainingListener> listeners) {
    if (train.isEmpty() || dev.isEmpty()) {
      throw new IllegalArgumentException(
          train.size() + " training and " + dev.size() + " dev sentences: each needs at least one");
    }
    this.model = model;
    this.codec = codec;
    this.train = codec.encodeAll(train);
    this.dev = codec.encodeAll(dev);
    this.samples = dev.subList(0, Math.min(dev.size(), settings.samples()));
    this.settings = settings;
    this.listeners = List.copyOf(listeners);
    this.trainLengths = lengths(this.train);
    this.devBatches =
        BatchOrder.evaluation(lengths(this.dev), Math.max(EVALUATION_BATCH, settings.batchSize()));
  }

  /**
   * Trains from a state to the end.
   *
   * @param from {@link TrainingState#START}, or where a checkpoint was made; weights and optimizer
   *     of the model are then those of the checkpoint
   * @param stop asked after each step whether to stop here
   * @return how it ended
   * @throws DivergenceException if a loss, gradient or weight is not finite; no listener is handed
   *     weights that are not
   */
  public TrainingOutcome run(TrainingState from, BooleanSupplier stop) {
    Run run = new Run(from);
    if (settings.patience() > 0 && from.stale() >= settings.patience()) {
      return new TrainingOutcome(TrainingOutcome.Reason.EARLY_STOPPED, from);
    }
    for (int epoch = from.epoch(); epoch < settings.epochs(); epoch++) {
      int[][] order =
          BatchOrder.training(
              trainLengths, settings.batchSize(), settings.groupByLength(), settings.seed(), epoch);
      for (int b = epoch == from.epoch() ? from.batch() : 0; b < order.length; b++) {
        Batch rows = batch(train, order[b]);
        run.step(rows, epoch, order.length);
        boolean epochDone = b + 1 == order.length;
        boolean allDone = epochDone && epoch + 1 == settings.epochs();
        run.advance(epochDone ? epoch + 1 : epoch, epochDone ? 0 : b + 1);

        boolean evaluated = run.evaluationDue(epochDone) || allDone;
        boolean best = false;
        if (evaluated) {
          run.requireFiniteWeights(rows);
          best = run.evaluate(epoch);
        }
        boolean exhausted = settings.patience() > 0 && run.stale >= settings.patience();
        boolean stopping = !allDone && !exhausted && stop.getAsBoolean();
        // With the best model, so that going back never parts it from the state that knows of it.
        if (run.checkpointDue(evaluated) || best || allDone || exhausted || stopping) {
          if (!evaluated) {
            run.requireFiniteWeights(rows);
          }
          run.checkpoint();
        }
        if (allDone || exhausted || stopping) {
          return new TrainingOutcome(
              allDone
                  ? TrainingOutcome.Reason.COMPLETED
                  : exhausted
                      ? TrainingOutcome.Reason.EARLY_STOPPED
                      : TrainingOutcome.Reason.INTERRUPTED,
              run.state());
        }
      }
    }
    // Resumed after the last step: nothing was left to do.
    return new TrainingOutcome(TrainingOutcome.Reason.COMPLETED, run.state());
  }

  /** The loss on all dev sentences, as one mean. */
  public double devLoss() {
    LossSum sum = LossSum.ZERO;
    for (int[] rows : devBatches) {
      sum = sum.plus(model.evaluate(batch(dev, rows)));
    }
    return sum.mean();
  }

  /** The first dev batch whose loss is not finite. */
  private Batch worstDevBatch() {
    Batch rows = null;
    for (int[] chosen : devBatches) {
      rows = batch(dev, chosen);
      if (!Double.isFinite(model.evaluate(rows).sum())) {
        break;
      }
    }
    return rows;
  }

  private Batch batch(int[][] sentences, int[] rows) {
    int[][] chosen = Arrays.stream(rows).mapToObj(r -> sentences[r]).toArray(int[][]::new);
    return Batch.of(chosen, codec.maxLength(), SpecialToken.PADDING.id());
  }

  private static int[] lengths(int[][] sentences) {
    return Arrays.stream(sentences).mapToInt(s -> s.length).toArray();
  }

  private String firstSentence(Batch rows) {
    return codec.decode(Arrays.copyOf(rows.tokens(), rows.lengths()[0]));
  }

  /** The parts of {@link TrainingState} as they change, and the clock. */
  private final class Run {
    private int epoch;
    private int batch;
    private long step;
    private LossSum loss;
    private Double bestDevLoss;
    private long bestStep;
    private int stale;
    private int evaluations;
    private final int rewinds;

    /** Of the whole run; each step's is this times the schedule's factor. */
    private final double peakRate;

    private double learningRate;
    private final double secondsBefore;
    private final long started = System.nanoTime();
    private long tokensSinceEvaluation;
    private double trainingSeconds;
    private long lastCheckpoint = started;

    Run(TrainingState from) {
      epoch = from.epoch();
      batch = from.batch();
      step = from.step();
      loss = new LossSum(from.lossSum(), from.lossDivisor());
      bestDevLoss = from.bestDevLoss();
      bestStep = from.bestStep();
      stale = from.stale();
      evaluations = from.evaluations();
      rewinds = from.rewinds();
      peakRate = settings.learningRate() * Math.scalb(1.0, -rewinds);
      learningRate = peakRate;
      secondsBefore = from.seconds();
    }

    void step(Batch rows, int inEpoch, int batchesAnEpoch) {
      long steps = (long) batchesAnEpoch * settings.epochs();
      learningRate = peakRate * settings.schedule().factor(step, steps);
      long before = System.nanoTime();
      StepResult result = model.train(rows, learningRate);
      double seconds = (System.nanoTime() - before) * 1e-9;
      if (!result.isFinite()) {
        throw diverged(rows, result);
      }
      step++;
      loss = loss.plus(result.loss());
      tokensSinceEvaluation += rows.tokenCount();
      trainingSeconds += seconds;
      StepProgress progress =
          new StepProgress(
              step,
              steps,
              inEpoch + 1,
              settings.epochs(),
              result.loss().mean(),
              result.gradientNorm(),
              rows.tokenCount(),
              seconds);
      listeners.forEach(listener -> listener.stepped(progress));
    }

    private DivergenceException diverged(Batch rows, StepResult result) {
      String what =
          Double.isFinite(result.loss().sum())
              ? "the gradient's norm is " + result.gradientNorm()
              : "the loss is " + result.loss().sum();
      return diverged(step + 1, what + "; " + DivergenceCause.of(model, rows), rows);
    }

    private DivergenceException diverged(long at, String what, Batch rows) {
      return new DivergenceException(
          at,
          "step "
              + at
              + " diverged: "
              + what
              + "; its batch begins with \""
              + Messages.oneLine(firstSentence(rows))
              + "\"; the newest checkpoint is kept, try a learning rate below "
              + peakRate
              + (rewinds > 0 ? " (halved " + rewinds + " times)" : "")
              + " or --on-divergence rewind");
    }

    /** A step may take weights beyond all floats though its loss and gradient were finite. */
    void requireFiniteWeights(Batch rows) {
      Optional<String> where = FiniteChecks.nonFinite(model.weights());
      if (where.isPresent()) {
        throw diverged(step, "weights: " + where.get(), rows);
      }
    }

    void advance(int toEpoch, int toBatch) {
      epoch = toEpoch;
      batch = toBatch;
    }

    boolean evaluationDue(boolean epochDone) {
      return settings.evaluateEvery() > 0 ? step % settings.evaluateEvery() == 0 : epochDone;
    }

    boolean checkpointDue(boolean evaluated) {
      double minutes = (System.nanoTime() - lastCheckpoint) / 60e9;
      return (settings.checkpointEvery() > 0 ? step % settings.checkpointEvery() == 0 : evaluated)
          || (settings.checkpointMinutes() > 0 && minutes >= settings.checkpointMinutes());
    }

    /** Returns whether the model is the best so far. */
    boolean evaluate(int inEpoch) {
      double devLoss = devLoss();
      if (!Double.isFinite(devLoss)) {
        Batch rows = worstDevBatch();
        throw diverged(
            step, "the dev loss is " + devLoss + "; " + DivergenceCause.of(model, rows), rows);
      }
      boolean best = bestDevLoss == null || devLoss < bestDevLoss;
      if (best) {
        bestDevLoss = devLoss;
        bestStep = step;
        stale = 0;
      } else {
        stale++;
      }
      evaluations++;
      List<Reconstruction> reconstructions =
          samples.isEmpty() ? List.of() : Reconstructor.greedy(model, codec).reconstruct(samples);
      HistoryEntry entry =
          new HistoryEntry(
              step,
              inEpoch + 1,
              loss.mean(),
              devLoss,
              trainingSeconds > 0 ? tokensSinceEvaluation / trainingSeconds : 0,
              seconds(),
              best,
              learningRate);
      loss = LossSum.ZERO;
      tokensSinceEvaluation = 0;
      trainingSeconds = 0;
      listeners.forEach(listener -> listener.evaluated(entry, reconstructions, model));
      return best;
    }

    void checkpoint() {
      lastCheckpoint = System.nanoTime();
      TrainingState now = state();
      listeners.forEach(listener -> listener.checkpoint(now, model));
    }

    TrainingState state() {
      return new TrainingState(
          1,
          epoch,
          batch,
          step,
          loss.sum(),
          loss.divisor(),
          bestDevLoss,
          bestStep,
          stale,
          seconds(),
          evaluations,
          rewinds);
    }

    private double seconds() {
      return secondsBefore + (System.nanoTime() - started) * 1e-9;
    }
  }
}
