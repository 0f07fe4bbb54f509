package io.github.simloss.experiment.comparison;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.simloss.experiment.inspection.Inspection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run of a comparison: {@code result.json} in its folder, where the fields of
 * origin, training and inspection stand side by side.
 *
 * @param origin which run it is
 * @param training how its training went
 * @param scores by the name of a {@link io.github.simloss.experiment.evaluation.ScoreColumn}
 * @param baselines scores of what was measured beside, by its name; empty where another run of the
 *     same seed has them
 * @param inspection what its best model shows
 * @since 0.1.0
 */
public record ComparedRun(
    @JsonUnwrapped Origin origin,
    @JsonUnwrapped Training training,
    Map<String, Double> scores,
    Map<String, Map<String, Double>> baselines,
    @JsonUnwrapped Inspection inspection) {

  /**
   * Which run it is.
   *
   * @param name the name of its folder
   * @param loss the label of its loss
   * @param backend the engine's name
   * @param engine the engine with its version
   * @param device where it computed
   * @param threads CPU threads
   * @param seed of order and initial weights
   * @param learningRate Adam's
   */
  public record Origin(
      String name,
      String loss,
      String backend,
      String engine,
      String device,
      int threads,
      long seed,
      double learningRate) {}

  /**
   * How its training went.
   *
   * @param devLoss the best; of one scale only among runs of one loss
   * @param bestStep where that was
   * @param steps all
   * @param seconds of training, evaluations on dev included
   * @param tokensPerSecond while training
   * @param peakResidentBytes the most memory the process held while it trained, or null where the
   *     system does not say
   */
  public record Training(
      double devLoss,
      long bestStep,
      long steps,
      double seconds,
      double tokensPerSecond,
      @Nullable Long peakResidentBytes) {}

  /** The same run with what its model shows. */
  ComparedRun withInspection(Inspection shown) {
    return new ComparedRun(origin, training, scores, baselines, shown);
  }

  /** The same run with scores of what was measured beside another one of its seed. */
  ComparedRun withBaselines(Map<String, Map<String, Double>> measured) {
    return new ComparedRun(origin, training, scores, measured, inspection);
  }
}
