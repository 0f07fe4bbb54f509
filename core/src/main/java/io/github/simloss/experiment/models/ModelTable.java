package io.github.simloss.experiment.models;

import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows measured on the same sets, and which differences between them are more than chance.
 *
 * @param rows in their order, baselines last
 * @param tests every two rows of which one at least is no baseline, for each score
 * @since 0.2.0
 */
public record ModelTable(List<ModelRow> rows, List<Test> tests) {
  /** Copies the lists. */
  public ModelTable {
    rows = List.copyOf(rows);
    tests = List.copyOf(tests);
  }

  /**
   * A comparison of two rows by one score.
   *
   * @param set its name
   * @param score the score's name
   * @param first the label of a row
   * @param second the label of the other
   * @param result difference and p
   * @param better the label of the row that is better, or empty where that may be chance
   */
  public record Test(
      String set,
      String score,
      String first,
      String second,
      PairedBootstrap.Result result,
      String better) {}

  /**
   * Tests rows by a paired bootstrap.
   *
   * @param sets what they were measured on
   * @param rows in their order
   * @param bootstrap draws the examples
   */
  public static ModelTable of(
      List<EvaluationSet> sets, List<ModelRow> rows, PairedBootstrap bootstrap) {
    List<Test> tests = new ArrayList<>();
    for (EvaluationSet set : sets) {
      for (String name : names(set.name(), rows)) {
        List<ModelRow> measured =
            rows.stream().filter(row -> !row.scores(set.name(), name).isEmpty()).toList();
        List<double[]> resampled =
            measured.stream()
                .map(row -> bootstrap.resampled(row.scores(set.name(), name)))
                .toList();
        for (int i = 0; i < measured.size(); i++) {
          for (int j = i + 1; j < measured.size(); j++) {
            ModelRow first = measured.get(i);
            ModelRow second = measured.get(j);
            if (!first.baseline() || !second.baseline()) {
              tests.add(test(set.name(), name, first, second, resampled.get(i), resampled.get(j)));
            }
          }
        }
      }
    }
    return new ModelTable(rows, tests);
  }

  private static Test test(
      String set, String name, ModelRow first, ModelRow second, double[] ours, double[] theirs) {
    double difference = mean(first.scores(set, name)) - mean(second.scores(set, name));
    PairedBootstrap.Result result = PairedBootstrap.compare(difference, ours, theirs);
    return new Test(
        set,
        name,
        first.label(),
        second.label(),
        result,
        result.isSignificant() ? (difference > 0 ? first.label() : second.label()) : "");
  }

  private static double mean(List<Score> scores) {
    return scores.stream().mapToDouble(Score::value).average().orElseThrow();
  }

  /** The names of the scores that any row has on a set, in order. */
  public static List<String> names(String set, List<ModelRow> rows) {
    Set<String> names = new LinkedHashSet<>();
    for (ModelRow row : rows) {
      row.runs()
          .forEach(
              run -> {
                ProbeScores scores = run.get(set);
                if (scores != null) {
                  names.addAll(scores.scores().keySet());
                }
              });
    }
    return List.copyOf(names);
  }

  /** As {@code simloss evaluate --json} prints it. */
  public Map<String, Object> toJson(List<EvaluationSet> sets) {
    List<Object> all = new ArrayList<>();
    for (ModelRow row : rows) {
      Map<String, Object> scores = new LinkedHashMap<>();
      for (EvaluationSet set : sets) {
        Map<String, MeanAndSpread> values = new LinkedHashMap<>();
        for (String name : names(set.name(), rows)) {
          MeanAndSpread value = row.value(set.name(), name);
          if (value != null) {
            values.put(name, value);
          }
        }
        scores.put(set.name(), values);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("label", row.label());
      json.put("baseline", row.baseline());
      json.put("runs", row.runs().size());
      json.put("scores", scores);
      all.add(json);
    }
    List<Object> compared = new ArrayList<>();
    for (Test test : tests) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("set", test.set());
      json.put("score", test.score());
      json.put("first", test.first());
      json.put("second", test.second());
      json.put("difference", test.result().difference());
      json.put("p", test.result().p());
      if (!test.better().isEmpty()) {
        json.put("better", test.better());
      }
      compared.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", all);
    json.put("tests", compared);
    return json;
  }
}
