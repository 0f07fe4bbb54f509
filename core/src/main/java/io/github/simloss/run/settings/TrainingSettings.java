package io.github.simloss.run.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.simloss.batch.Noise;
import java.util.function.UnaryOperator;

/**
 * How a model is trained, by parts that have defaults of their own:
 *
 * <pre>{@code
 * TrainingSettings.DEFAULT
 *     .withOptimization(o -> o.withEpochs(3).withLearningRate(1e-3))
 *     .withEvaluation(e -> e.withPatience(2))
 *     .withSeed(7)
 * }</pre>
 *
 * In {@code config.json} all settings stand side by side.
 *
 * @param optimization how the weights are learned
 * @param evaluation when it is evaluated, and when that ends training
 * @param checkpoints when its state is kept, and when a run goes back to it
 * @param noise what is spoiled in training batches
 * @param seed of everything random: order, initial weights, vectors of words that have none
 * @since 0.1.0
 */
public record TrainingSettings(
    OptimizationSettings optimization,
    EvaluationSettings evaluation,
    CheckpointSettings checkpoints,
    Noise noise,
    long seed) {

  /** The published settings; ten epochs, seed 1. */
  public static final TrainingSettings DEFAULT =
      new TrainingSettings(
          OptimizationSettings.DEFAULT,
          EvaluationSettings.DEFAULT,
          CheckpointSettings.DEFAULT,
          Noise.NONE,
          1);

  /** The same with its optimization changed. */
  public TrainingSettings withOptimization(UnaryOperator<OptimizationSettings> change) {
    return new TrainingSettings(change.apply(optimization), evaluation, checkpoints, noise, seed);
  }

  /** The same with its evaluation changed. */
  public TrainingSettings withEvaluation(UnaryOperator<EvaluationSettings> change) {
    return new TrainingSettings(optimization, change.apply(evaluation), checkpoints, noise, seed);
  }

  /** The same with its checkpoints changed. */
  public TrainingSettings withCheckpoints(UnaryOperator<CheckpointSettings> change) {
    return new TrainingSettings(optimization, evaluation, change.apply(checkpoints), noise, seed);
  }

  /** The same with other noise; {@link Noise#NONE} for none. */
  public TrainingSettings withNoise(Noise other) {
    return new TrainingSettings(optimization, evaluation, checkpoints, other, seed);
  }

  /** The same with another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(optimization, evaluation, checkpoints, noise, other);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TrainingSettings of(TrainingSettingsJson json) {
    return json.settings();
  }

  @JsonValue
  TrainingSettingsJson toJson() {
    return TrainingSettingsJson.of(this);
  }
}
