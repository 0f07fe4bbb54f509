package io.github.simloss.train;

import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.tensor.FiniteChecks;
import io.github.simloss.text.SentenceCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run while it trains: the parts of {@link TrainingState} as they change, and the clock. */
final class RunInProgress {
  private final TrainableModel model;
  private final SentenceCodec codec;
  private final DevSet dev;
  private final TrainingSettings settings;
  private final List<TrainingListener> listeners;

  private int epoch;
  private int batch;
  private long step;
  private LossSum loss;
  private @Nullable Double bestDevLoss;
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

  RunInProgress(
      TrainableModel model,
      SentenceCodec codec,
      DevSet dev,
      TrainingSettings settings,
      List<TrainingListener> listeners,
      TrainingState from) {
    this.model = model;
    this.codec = codec;
    this.dev = dev;
    this.settings = settings;
    this.listeners = listeners;
    epoch = from.epoch();
    batch = from.batch();
    step = from.step();
    loss = new LossSum(from.lossSum(), from.lossDivisor());
    bestDevLoss = from.bestDevLoss();
    bestStep = from.bestStep();
    stale = from.stale();
    evaluations = from.evaluations();
    rewinds = from.rewinds();
    peakRate = settings.optimization().learningRate() * Math.scalb(1.0, -rewinds);
    learningRate = peakRate;
    secondsBefore = from.seconds();
  }

  void step(Batch rows, int inEpoch, int batchesAnEpoch) {
    long steps = (long) batchesAnEpoch * settings.optimization().epochs();
    learningRate = peakRate * settings.optimization().schedule().factor(step, steps);
    long before = System.nanoTime();
    StepResult result = model.train(rows, learningRate);
    double seconds = (System.nanoTime() - before) * 1e-9;
    if (!result.isFinite()) {
      throw diverged(rows, result);
    }
    step++;
    loss = loss.plus(result.loss());
    tokensSinceEvaluation += rows.target().tokenCount();
    trainingSeconds += seconds;
    StepProgress progress =
        new StepProgress(
            step,
            steps,
            inEpoch + 1,
            settings.optimization().epochs(),
            result.loss().mean(),
            result.gradientNorm(),
            rows.target().tokenCount(),
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
    return settings.evaluation().every() > 0
        ? step % settings.evaluation().every() == 0
        : epochDone;
  }

  boolean checkpointDue(boolean evaluated) {
    double minutes = (System.nanoTime() - lastCheckpoint) / 60e9;
    return (settings.checkpoints().every() > 0
            ? step % settings.checkpoints().every() == 0
            : evaluated)
        || (settings.checkpoints().minutes() > 0 && minutes >= settings.checkpoints().minutes());
  }

  /** Returns whether the model is the best so far. */
  boolean evaluate(int inEpoch) {
    double devLoss = dev.loss(model);
    if (!Double.isFinite(devLoss)) {
      Batch rows = dev.worstBatch(model);
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
    List<Reconstruction> reconstructions = dev.reconstructions(model);
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

  /** Evaluations in a row without a better dev loss. */
  int stale() {
    return stale;
  }

  private String firstSentence(Batch rows) {
    return codec.decode(rows.target().row(0));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) * 1e-9;
  }
}
