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
 *     spearman} and {@code pearson} of relatedness by cosines, {@code learnedSpearman} and {@code
 *     learnedPearson} by a regression; a correlation with a constant is not
 * @param cost C that was chosen; the median of those of the folds where there are several
 * @param folds by which it was measured; 0 where there is a test part
 * @since 0.2.0
 */
public record ProbeScores(List<Score> all, @Nullable Double cost, int folds) {
  /** Rank correlation of the labels and the answers of a regression that was learned. */
  public static final String LEARNED_SPEARMAN = "learnedSpearman";

  /** Their correlation. */
  public static final String LEARNED_PEARSON = "learnedPearson";

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

  /** The scores of cosines, and of a regression's answers where there are any. */
  static ProbeScores ofRelatedness(
      Answers cosines, @Nullable Answers learned, @Nullable Double cost) {
    List<Score> all = new ArrayList<>();
    add(all, "spearman", Measure.SPEARMAN, -1, cosines);
    add(all, "pearson", Measure.PEARSON, -1, cosines);
    if (learned != null) {
      add(all, LEARNED_SPEARMAN, Measure.SPEARMAN, -1, learned);
      add(all, LEARNED_PEARSON, Measure.PEARSON, -1, learned);
    }
    return new ProbeScores(all, cost, 0);
  }

  private static void add(
      List<Score> all, String name, Measure measure, int positive, Answers answers) {
    double value = measure.value(answers, positive);
    if (!Double.isNaN(value)) {
      all.add(new Score(name, measure, positive, value, answers));
    }
  }
}
