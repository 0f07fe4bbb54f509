package io.github.simloss.train;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.batch.Noise;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.train.data.BatchSource;
import io.github.simloss.train.data.EncodedSentences;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The training loop, the same for every engine: batches in a seeded order, steps, dev evaluations,
 * early stopping. What to keep of it is the listeners' business ({@link RunRecorder}). Not safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
final class Trainer {
  private final TrainableModel model;
  private final SentenceCodec codec;
  private final BatchSource train;
  private final DevSet dev;
  private final TrainingSettings settings;
  private final List<TrainingListener> listeners;

  /**
   * A trainer.
   *
   * @param model the model to train; stays the caller's to close
   * @param codec its text side
   * @param train sentences to train on; at least one
   * @param dev sentences to evaluate on; at least one
   * @param settings how
   * @param listeners called in this order
   */
  public Trainer(
      TrainableModel model,
      SentenceCodec codec,
      List<String> train,
      List<String> dev,
      TrainingSettings settings,
      List<TrainingListener> listeners) {
    this(model, codec, new EncodedSentences(codec, train), dev, settings, listeners);
  }

  /** The same with training sentences that are ids already. */
  Trainer(
      TrainableModel model,
      SentenceCodec codec,
      BatchSource train,
      List<String> dev,
      TrainingSettings settings,
      List<TrainingListener> listeners) {
    int sentences = train.lengths().length;
    if (sentences == 0 || dev.isEmpty()) {
      throw new IllegalArgumentException(
          sentences + " training and " + dev.size() + " dev sentences: each needs at least one");
    }
    this.model = model;
    this.codec = codec;
    this.train = train;
    this.dev = new DevSet(codec, dev, settings);
    this.settings = settings;
    this.listeners = List.copyOf(listeners);
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
    RunInProgress run = new RunInProgress(model, codec, dev, settings, listeners, from);
    int[] lengths = train.lengths();
    if (settings.evaluation().patience() > 0 && from.stale() >= settings.evaluation().patience()) {
      return new TrainingOutcome(TrainingOutcome.Reason.EARLY_STOPPED, from);
    }
    for (int epoch = from.epoch(); epoch < settings.optimization().epochs(); epoch++) {
      int[][] order =
          BatchOrder.training(
              lengths,
              settings.optimization().batchSize(),
              settings.optimization().groupByLength(),
              settings.seed(),
              epoch);
      for (int b = epoch == from.epoch() ? from.batch() : 0; b < order.length; b++) {
        Batch rows = noisy(train.batch(order[b]), epoch, b);
        run.step(rows, epoch, order.length);
        boolean epochDone = b + 1 == order.length;
        boolean allDone = epochDone && epoch + 1 == settings.optimization().epochs();
        run.advance(epochDone ? epoch + 1 : epoch, epochDone ? 0 : b + 1);

        boolean evaluated = run.evaluationDue(epochDone) || allDone;
        boolean best = false;
        if (evaluated) {
          run.requireFiniteWeights(rows);
          best = run.evaluate(epoch);
        }
        boolean exhausted =
            settings.evaluation().patience() > 0 && run.stale() >= settings.evaluation().patience();
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

  /** The noise of a batch depends on its place alone, so that a resumed run repeats it. */
  private Batch noisy(Batch batch, int epoch, int place) {
    if (settings.noise().equals(Noise.NONE)) {
      return batch;
    }
    SeededRandom random = SeededRandom.derive(settings.seed(), "noise of batch " + place, epoch);
    return settings.noise().apply(batch, SpecialToken.UNKNOWN.id(), random);
  }

  /** The loss on all dev sentences, as one mean. */
  public double devLoss() {
    return dev.loss(model);
  }
}
