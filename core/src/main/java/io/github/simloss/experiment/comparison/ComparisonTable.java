package io.github.simloss.experiment.comparison;

import io.github.simloss.experiment.evaluation.ScoreColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of a comparison: runs that differ by their seed alone share a row.
 *
 * @param columns what was measured
 * @param rows losses on engines, in the order they were asked for
 * @param baselines what was measured beside
 * @since 0.1.0
 */
public record ComparisonTable(List<ScoreColumn> columns, List<Row> rows, List<Row> baselines) {
  /**
   * A row.
   *
   * @param label the loss, or the name of a baseline
   * @param backend the engine, or null of a baseline
   * @param seeds how many runs it stands for
   * @param scores by the name of a column
   */
  public record Row(
      String label, @Nullable String backend, int seeds, Map<String, MeanAndSpread> scores) {
    /** How tables call it. */
    public String title() {
      return backend == null ? label : label + " on " + backend;
    }
  }

  /** The title of the row that a run is in. */
  static String title(ComparedRun run) {
    return run.origin().loss() + " on " + run.origin().backend();
  }

  /** The table of some runs. */
  public static ComparisonTable of(List<ScoreColumn> columns, List<ComparedRun> runs) {
    Map<List<String>, List<ComparedRun>> groups = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    // Processes that share a folder may each have measured the baselines of a seed.
    Map<Long, ComparedRun> beside = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      groups
          .computeIfAbsent(
              List.of(run.origin().loss(), run.origin().backend()), key -> new ArrayList<>())
          .add(run);
      if (!run.baselines().isEmpty() && beside.putIfAbsent(run.origin().seed(), run) == null) {
        names.addAll(run.baselines().keySet());
      }
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            rows.add(
                new Row(
                    key.get(0),
                    key.get(1),
                    group.size(),
                    scores(columns, group, ComparedRun::scores))));
    List<Row> baselines = new ArrayList<>();
    for (String name : names) {
      Function<ComparedRun, Map<String, Double>> values =
          run -> run.baselines().getOrDefault(name, Map.of());
      List<ComparedRun> once =
          beside.values().stream().filter(run -> run.baselines().containsKey(name)).toList();
      baselines.add(new Row(name, null, once.size(), scores(columns, once, values)));
    }
    return new ComparisonTable(List.copyOf(columns), rows, baselines);
  }

  /** The row that is best in a column by its mean, or null if none has a value there. */
  public @Nullable Row best(ScoreColumn column) {
    Row best = null;
    for (Row row : rows) {
      MeanAndSpread value = row.scores().get(column.name());
      if (value == null) {
        continue;
      }
      double lead =
          best == null
              ? 1
              : value.mean() - Objects.requireNonNull(best.scores().get(column.name())).mean();
      if (best == null || (column.greaterIsBetter() ? lead > 0 : lead < 0)) {
        best = row;
      }
    }
    return best;
  }

  /** Whether the rows have more than one mean in a column. */
  boolean differs(ScoreColumn column) {
    return rows.stream()
            .map(row -> row.scores().get(column.name()))
            .filter(Objects::nonNull)
            .map(MeanAndSpread::mean)
            .distinct()
            .count()
        > 1;
  }

  private static Map<String, MeanAndSpread> scores(
      List<ScoreColumn> columns,
      List<ComparedRun> runs,
      Function<ComparedRun, Map<String, Double>> values) {
    Map<String, MeanAndSpread> scores = new LinkedHashMap<>();
    for (ScoreColumn column : columns) {
      List<Double> found = new ArrayList<>();
      for (ComparedRun run : runs) {
        Double value = values.apply(run).get(column.name());
        if (value != null) {
          found.add(value);
        }
      }
      MeanAndSpread spread = MeanAndSpread.of(found);
      if (spread != null) {
        scores.put(column.name(), spread);
      }
    }
    return scores;
  }
}
