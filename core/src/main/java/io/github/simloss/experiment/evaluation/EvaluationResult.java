package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.evaluate.pairs.PairTask;
import io.github.simloss.evaluate.reconstruction.Bleu;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param reconstruction values by name, or null if not asked for
 * @param pairs by the name of a set
 * @since 0.1.0
 */
public record EvaluationResult(@Nullable Reconstructions reconstruction, Map<String, Pairs> pairs) {
  /**
   * What was measured on reconstructions.
   *
   * @param sentences how many
   * @param words of all targets
   * @param near how many nearest words counted as near
   * @param values by the name of a metric, those that are defined
   */
  public record Reconstructions(long sentences, long words, int near, Map<String, Double> values) {
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
   * @param set the pairs
   * @param model the scores of the model's codes
   * @param baselines scores of what was measured beside; empty if nothing was
   */
  public record Pairs(PairSet set, PairScores model, Map<Baseline, PairScores> baselines) {
    private Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("task", set.task().name().toLowerCase(Locale.ROOT));
      if (set.task() == PairTask.CLASSES) {
        json.put("classes", set.classes());
      }
      json.put("trainPairs", set.train().size());
      json.put("testPairs", set.test().size());
      json.putAll(model.scores());
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
    Map<String, Object> sets = new LinkedHashMap<>();
    pairs.forEach((name, set) -> sets.put(name, set.toJson()));
    json.put("pairs", sets);
    return json;
  }
}
