package io.github.simloss.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.SimlossException;
import io.github.simloss.batch.Noise;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained.
 *
 * @param epochs passes over the training sentences, at least 1
 * @param batchSize sentences a step, at least 1
 * @param learningRate Adam's, above 0
 * @param clipNorm the largest global norm of a gradient, above 0
 * @param evaluateEvery steps between dev evaluations; 0 for one at the end of each epoch
 * @param patience stop after so many evaluations in a row without a better dev loss; 0 for never
 * @param checkpointEvery steps between checkpoints; 0 for one at each evaluation
 * @param keepCheckpoints how many of the newest checkpoints stay, at least 1
 * @param samples how many dev sentences are reconstructed at each evaluation, from 0
 * @param groupByLength whether sentences of like length share a batch
 * @param seed of everything random: order, initial weights, vectors of words that have none
 * @param checkpointMinutes minutes between checkpoints, beside those of {@code checkpointEvery}; 0
 *     for none by the clock
 * @param rewinds how often a run that diverges may go back to its newest checkpoint and halve the
 *     learning rate; 0 for a run that stops instead
 * @param schedule how the learning rate changes over the run; {@code null}, as in files from before
 *     there were schedules, is constant
 * @param noise what is spoiled in training batches; {@code null}, and not in the file, for nothing
 * @since 0.1.0
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    double clipNorm,
    int evaluateEvery,
    int patience,
    int checkpointEvery,
    int keepCheckpoints,
    int samples,
    boolean groupByLength,
    long seed,
    double checkpointMinutes,
    int rewinds,
    LearningRateSchedule schedule,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Noise noise) {

  /** The published settings; ten epochs. */
  public static final TrainingSettings DEFAULT =
      new TrainingSettings(
          10, 10, 5e-5, 5, 0, 0, 0, 2, 3, false, 1, 0, 0, LearningRateSchedule.CONSTANT, null);

  /**
   * Settings without checkpoints by the clock, of a run with a constant learning rate that stops
   * when it diverges.
   */
  public TrainingSettings(
      int epochs,
      int batchSize,
      double learningRate,
      double clipNorm,
      int evaluateEvery,
      int patience,
      int checkpointEvery,
      int keepCheckpoints,
      int samples,
      boolean groupByLength,
      long seed) {
    this(
        epochs,
        batchSize,
        learningRate,
        clipNorm,
        evaluateEvery,
        patience,
        checkpointEvery,
        keepCheckpoints,
        samples,
        groupByLength,
        seed,
        0,
        0,
        LearningRateSchedule.CONSTANT,
        null);
  }

  /** Checks the ranges. */
  public TrainingSettings {
    schedule = schedule == null ? LearningRateSchedule.CONSTANT : schedule;
    noise = Noise.NONE.equals(noise) ? null : noise;
    atLeast("epochs", epochs, 1);
    atLeast("batchSize", batchSize, 1);
    atLeast("evaluateEvery", evaluateEvery, 0);
    atLeast("patience", patience, 0);
    atLeast("checkpointEvery", checkpointEvery, 0);
    atLeast("keepCheckpoints", keepCheckpoints, 1);
    atLeast("samples", samples, 0);
    above("learningRate", learningRate);
    above("clipNorm", clipNorm);
    atLeast("rewinds", rewinds, 0);
    if (!(checkpointMinutes >= 0) || Double.isInfinite(checkpointMinutes)) {
      throw new SimlossException(
          "checkpointMinutes is " + checkpointMinutes + "; it must be a number from 0");
    }
  }

  /** The same with another schedule. */
  public TrainingSettings withSchedule(LearningRateSchedule other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        learningRate,
        clipNorm,
        evaluateEvery,
        patience,
        checkpointEvery,
        keepCheckpoints,
        samples,
        groupByLength,
        seed,
        checkpointMinutes,
        rewinds,
        other,
        noise);
  }

  /** The same with noise. */
  public TrainingSettings withNoise(@Nullable Noise other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        learningRate,
        clipNorm,
        evaluateEvery,
        patience,
        checkpointEvery,
        keepCheckpoints,
        samples,
        groupByLength,
        seed,
        checkpointMinutes,
        rewinds,
        schedule,
        other);
  }

  /** The same with another learning rate. */
  public TrainingSettings withLearningRate(double other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        other,
        clipNorm,
        evaluateEvery,
        patience,
        checkpointEvery,
        keepCheckpoints,
        samples,
        groupByLength,
        seed,
        checkpointMinutes,
        rewinds,
        schedule,
        noise);
  }

  /** The same with another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        learningRate,
        clipNorm,
        evaluateEvery,
        patience,
        checkpointEvery,
        keepCheckpoints,
        samples,
        groupByLength,
        other,
        checkpointMinutes,
        rewinds,
        schedule,
        noise);
  }

  private static void atLeast(String name, int value, int low) {
    if (value < low) {
      throw new SimlossException(name + " is " + value + "; it must be at least " + low);
    }
  }

  private static void above(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new SimlossException(name + " is " + value + "; it must be a number above 0");
    }
  }
}
