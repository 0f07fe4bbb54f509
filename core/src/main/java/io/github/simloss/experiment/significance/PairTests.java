package io.github.simloss.experiment.significance;

import io.github.simloss.evaluate.probes.Measure;
import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tests rows of a comparison against each other by a paired bootstrap. A row is one run or several
 * that differ by their seed; it counts by their mean.
 *
 * @since 0.2.0
 */
public final class PairTests {
  private PairTests() {}

  /**
   * Every two rows by every score that all runs of both have.
   *
   * @param rows the scores of each run by their names, by the titles of the rows
   * @param bootstrap draws the examples
   * @return tests in the order of scores and rows; none of scores on different examples
   */
  public static List<PairTest> of(
      Map<String, List<Map<String, Score>>> rows, PairedBootstrap bootstrap) {
    Set<String> names = new LinkedHashSet<>();
    rows.values().forEach(runs -> runs.forEach(run -> names.addAll(run.keySet())));
    List<PairTest> tests = new ArrayList<>();
    for (String name : names) {
      Map<String, List<Score>> measured = new LinkedHashMap<>();
      rows.forEach(
          (title, runs) -> {
            List<Score> scores =
                runs.stream().filter(r -> r.containsKey(name)).map(r -> r.get(name)).toList();
            if (!scores.isEmpty() && scores.size() == runs.size()) {
              measured.put(title, scores);
            }
          });
      tests.addAll(tests(name, measured, bootstrap));
    }
    return tests;
  }

  private static List<PairTest> tests(
      String name, Map<String, List<Score>> measured, PairedBootstrap bootstrap) {
    List<PairTest> tests = new ArrayList<>();
    if (measured.size() < 2 || !isOfSameExamples(measured)) {
      return tests;
    }
    List<String> titles = List.copyOf(measured.keySet());
    List<List<Score>> scores = List.copyOf(measured.values());
    List<double[]> resampled = scores.stream().map(bootstrap::resampled).toList();
    for (int i = 0; i < titles.size(); i++) {
      for (int j = i + 1; j < titles.size(); j++) {
        double difference = mean(scores.get(i)) - mean(scores.get(j));
        PairedBootstrap.Result result =
            PairedBootstrap.compare(difference, resampled.get(i), resampled.get(j));
        tests.add(new PairTest(name, titles.get(i), titles.get(j), difference, result.p()));
      }
    }
    return tests;
  }

  /** What is expected of an example is the same for all; of a share it is a part of the answer. */
  private static boolean isOfSameExamples(Map<String, List<Score>> measured) {
    Score model = measured.values().iterator().next().get(0);
    return measured.values().stream()
        .flatMap(List::stream)
        .allMatch(
            score ->
                score.measure() == model.measure()
                    && score.positive() == model.positive()
                    && score.answers().count() == model.answers().count()
                    && (score.measure() == Measure.SHARE
                        || Arrays.equals(score.answers().expected(), model.answers().expected())));
  }

  private static double mean(List<Score> scores) {
    return scores.stream().mapToDouble(Score::value).average().orElseThrow();
  }
}
