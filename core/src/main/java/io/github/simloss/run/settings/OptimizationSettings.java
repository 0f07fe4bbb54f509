package io.github.simloss.run.settings;

/**
 * How the weights are learned: how long, on which batches, at which rate.
 *
 * @param epochs passes over the training sentences, at least 1
 * @param batchSize sentences a step, at least 1
 * @param groupByLength whether sentences of like length share a batch
 * @param learningRate Adam's, above 0
 * @param schedule how the learning rate changes over the run
 * @param clipNorm the largest global norm of a gradient, above 0
 * @since 0.2.0
 */
public record OptimizationSettings(
    int epochs,
    int batchSize,
    boolean groupByLength,
    double learningRate,
    LearningRateSchedule schedule,
    double clipNorm) {

  /** The published settings; ten epochs. */
  public static final OptimizationSettings DEFAULT =
      new OptimizationSettings(10, 10, false, 5e-5, LearningRateSchedule.CONSTANT, 5);

  /** Checks the ranges. */
  public OptimizationSettings {
    Ranges.atLeast("epochs", epochs, 1);
    Ranges.atLeast("batchSize", batchSize, 1);
    Ranges.above0("learningRate", learningRate);
    Ranges.above0("clipNorm", clipNorm);
  }

  /** The same with another number of epochs. */
  public OptimizationSettings withEpochs(int other) {
    return new OptimizationSettings(
        other, batchSize, groupByLength, learningRate, schedule, clipNorm);
  }

  /** The same with batches of another size. */
  public OptimizationSettings withBatchSize(int other) {
    return new OptimizationSettings(epochs, other, groupByLength, learningRate, schedule, clipNorm);
  }

  /** The same with sentences of like length in a batch, or of any. */
  public OptimizationSettings withGroupByLength(boolean other) {
    return new OptimizationSettings(epochs, batchSize, other, learningRate, schedule, clipNorm);
  }

  /** The same with another learning rate. */
  public OptimizationSettings withLearningRate(double other) {
    return new OptimizationSettings(epochs, batchSize, groupByLength, other, schedule, clipNorm);
  }

  /** The same with another schedule of the learning rate. */
  public OptimizationSettings withSchedule(LearningRateSchedule other) {
    return new OptimizationSettings(
        epochs, batchSize, groupByLength, learningRate, other, clipNorm);
  }

  /** The same with another limit of a gradient's norm. */
  public OptimizationSettings withClipNorm(double other) {
    return new OptimizationSettings(
        epochs, batchSize, groupByLength, learningRate, schedule, other);
  }
}
