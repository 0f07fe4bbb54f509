package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.evaluate.reconstruction.Bleu;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Features;
import io.github.simloss.evaluate.sets.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param reconstruction values by name, or null if not asked for
 * @param sets by the name of a set
 * @since 0.1.0
 */
public record EvaluationResult(
    @Nullable Reconstructions reconstruction, Map<String, SetResult> sets) {
  /**
   * What was measured on reconstructions.
   *
   * @param sentences how many
   * @param words of all targets
   * @param near how many nearest words counted as near
   * @param values by the name of a metric, those that are defined
   * @param scores those of the values that are shares, with what each sentence adds
   */
  public record Reconstructions(
      long sentences, long words, int near, Map<String, Double> values, List<Score> scores) {
    private Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("sentences", sentences);
      json.put("words", words);
      json.put("near", near);
      json.putAll(values);
      json.put("bleuSignature", Bleu.SIGNATURE);
      return json;
    }
  }

  /**
   * One set.
   *
   * @param set the examples
   * @param model the scores of the model's codes
   * @param baselines scores of what was measured beside; empty if nothing was
   */
  public record SetResult(
      EvaluationSet set, ProbeScores model, Map<Baseline, ProbeScores> baselines) {
    private boolean isPairs() {
      return set.features() != Features.CODE;
    }

    private Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("task", set.task().name().toLowerCase(Locale.ROOT));
      if (set.task() == Task.CLASSES) {
        json.put("classes", set.classes());
      }
      String examples = isPairs() ? "Pairs" : "Sentences";
      json.put("train" + examples, set.train().size());
      if (!set.dev().isEmpty()) {
        json.put("dev" + examples, set.dev().size());
      }
      json.put("test" + examples, set.test().size());
      json.putAll(model.scores());
      if (model.folds() > 0) {
        json.put("folds", model.folds());
      }
      if (model.cost() != null) {
        json.put("cost", model.cost());
      }
      Map<String, Object> others = new LinkedHashMap<>();
      baselines.forEach((baseline, scores) -> others.put(baseline.key(), scores.scores()));
      json.put("baselines", others);
      return json;
    }
  }

  /** As {@code simloss evaluate --json} prints it. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (reconstruction != null) {
      json.put("reconstruction", reconstruction.toJson());
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    Map<String, Object> sentences = new LinkedHashMap<>();
    sets.forEach((name, set) -> (set.isPairs() ? pairs : sentences).put(name, set.toJson()));
    json.put("pairs", pairs);
    json.put("sentences", sentences);
    return json;
  }
}
