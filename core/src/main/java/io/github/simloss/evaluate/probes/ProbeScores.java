package io.github.simloss.evaluate.probes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on a set.
 *
 * @param all the scores that are defined: {@code accuracy} and {@code f1} of classes, {@code
 *     spearman} and {@code pearson} of relatedness; a correlation with a constant is not
 * @param cost C that was chosen; the median of those of the folds where there are several
 * @param folds by which it was measured; 0 where there is a test part
 * @since 0.2.0
 */
public record ProbeScores(List<Score> all, @Nullable Double cost, int folds) {
  /** No score. */
  public static final ProbeScores NONE = new ProbeScores(List.of(), null, 0);

  /** Copies the list. */
  public ProbeScores {
    all = List.copyOf(all);
  }

  /** The scores by name, in order. */
  public Map<String, Double> scores() {
    Map<String, Double> values = new LinkedHashMap<>();
    all.forEach(score -> values.put(score.name(), score.value()));
    return values;
  }

  /** The value of a score, or null if there is none of that name. */
  public @Nullable Double score(String name) {
    return scores().get(name);
  }

  /** The scores of a classifier's answers. */
  static ProbeScores ofClasses(Answers answers, int positive, @Nullable Double cost, int folds) {
    List<Score> all = new ArrayList<>();
    add(all, "accuracy", Measure.ACCURACY, positive, answers);
    if (positive >= 0) {
      add(all, "f1", Measure.F1, positive, answers);
    }
    return new ProbeScores(all, cost, folds);
  }

  /** The scores of cosines. */
  static ProbeScores ofRelatedness(Answers answers) {
    List<Score> all = new ArrayList<>();
    add(all, "spearman", Measure.SPEARMAN, -1, answers);
    add(all, "pearson", Measure.PEARSON, -1, answers);
    return new ProbeScores(all, null, 0);
  }

  private static void add(
      List<Score> all, String name, Measure measure, int positive, Answers answers) {
    double value = measure.value(answers, positive);
    if (!Double.isNaN(value)) {
      all.add(new Score(name, measure, positive, value, answers));
    }
  }
}
