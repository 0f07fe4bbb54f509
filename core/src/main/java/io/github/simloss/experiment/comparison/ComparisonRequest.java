package io.github.simloss.experiment.comparison;

import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a comparison share.
 *
 * @param folder where the runs go, each into a folder of its own
 * @param data the files
 * @param vocabulary how their text becomes tokens
 * @param model encoder and decoder
 * @param training how to train; each run has its own learning rate and seed
 * @param measures what the runs are measured by beside their dev loss
 * @since 0.1.0
 */
public record ComparisonRequest(
    Path folder,
    DataFiles data,
    VocabularySettings vocabulary,
    ModelSettings model,
    TrainingSettings training,
    Measures measures) {

  /**
   * What runs are measured by.
   *
   * @param plan the measurements, or null for none
   * @param identity the plan in words, by name: kept in the folder, and runs are comparable only if
   *     it is the same
   */
  public record Measures(@Nullable EvaluationPlan plan, Map<String, String> identity) {
    /** The dev loss alone. */
    public static final Measures NONE = new Measures(null, Map.of());
  }

  /** What one run is made from. */
  TrainingRequest training(PlannedRun run) {
    Variant variant = run.loss().variant();
    TrainingSettings own =
        training.withOptimization(o -> o.withLearningRate(run.learningRate())).withSeed(run.seed());
    return new TrainingRequest(
        data,
        variant == null ? vocabulary : vocabulary.withText(t -> t.withForm(variant.form())),
        variant == null ? model : variant.model(),
        run.loss().spec(),
        variant == null ? own : own.withNoise(variant.noise()),
        new RunOutput(folder.resolve(run.name()), true));
  }
}
