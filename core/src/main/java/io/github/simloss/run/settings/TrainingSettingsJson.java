package io.github.simloss.run.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.batch.Noise;
import org.jspecify.annotations.Nullable;

/**
 * {@link TrainingSettings} as files have them, in the order of their fields, whatever the parts
 * are: files of every release do.
 *
 * @param schedule {@code null} in files from before there were schedules: constant
 * @param noise {@code null}, and not in the file, for none
 */
record TrainingSettingsJson(
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
    @Nullable LearningRateSchedule schedule,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Noise noise) {

  static TrainingSettingsJson of(TrainingSettings settings) {
    OptimizationSettings optimization = settings.optimization();
    EvaluationSettings evaluation = settings.evaluation();
    CheckpointSettings checkpoints = settings.checkpoints();
    return new TrainingSettingsJson(
        optimization.epochs(),
        optimization.batchSize(),
        optimization.learningRate(),
        optimization.clipNorm(),
        evaluation.every(),
        evaluation.patience(),
        checkpoints.every(),
        checkpoints.keep(),
        evaluation.samples(),
        optimization.groupByLength(),
        settings.seed(),
        checkpoints.minutes(),
        checkpoints.rewinds(),
        optimization.schedule(),
        settings.noise().equals(Noise.NONE) ? null : settings.noise());
  }

  TrainingSettings settings() {
    return new TrainingSettings(
        new OptimizationSettings(
            epochs,
            batchSize,
            groupByLength,
            learningRate,
            schedule == null ? LearningRateSchedule.CONSTANT : schedule,
            clipNorm),
        new EvaluationSettings(evaluateEvery, patience, samples),
        new CheckpointSettings(checkpointEvery, checkpointMinutes, keepCheckpoints, rewinds),
        noise == null ? Noise.NONE : noise,
        seed);
  }
}
