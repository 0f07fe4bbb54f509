package io.github.simloss.experiment.models;

import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.probes.Score;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row: a model, runs of it with several seeds, or a baseline.
 *
 * @param label how tables call it
 * @param baseline whether it is measured only beside others
 * @param runs the scores of each run by the name of a set, one run at least
 * @since 0.2.0
 */
public record ModelRow(String label, boolean baseline, List<Map<String, ProbeScores>> runs) {
  /** Copies the list. */
  public ModelRow {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run of " + label);
    }
  }

  /** A score of each run; empty if a run has none of that name. */
  List<Score> scores(String set, String name) {
    List<Score> found = new ArrayList<>();
    for (Map<String, ProbeScores> run : runs) {
      ProbeScores scores = run.get(set);
      if (scores != null) {
        scores.all().stream().filter(score -> score.name().equals(name)).forEach(found::add);
      }
    }
    return found.size() == runs.size() ? found : List.of();
  }

  /** The mean and the spread of a score over the runs, or null if a run has none of that name. */
  public @Nullable MeanAndSpread value(String set, String name) {
    return MeanAndSpread.of(scores(set, name).stream().map(Score::value).toList());
  }
}
