package io.github.simloss.experiment.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.simloss.experiment.evaluation.ScoreColumn;
import io.github.simloss.experiment.inspection.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  private static final List<ScoreColumn> COLUMNS =
      List.of(
          new ScoreColumn("accuracy", "accuracy", "share", true),
          new ScoreColumn("errors", "errors", "fewer is better", false),
          new ScoreColumn("never", "never measured", "nothing", true));

  private static ComparedRun run(String loss, String backend, long seed) {
    boolean ce = loss.equals("ce");
    return new ComparedRun(
        new ComparedRun.Origin(loss + seed, loss, backend, backend, "cpu", 1, seed, 1e-3),
        new ComparedRun.Training(1, 1, 2, 3, 4, null),
        Map.of("accuracy", (ce ? 0.6 : 0.7) + 0.02 * seed, "errors", ce ? 3.0 : 4.0),
        ce ? Map.of("majority class", Map.of("accuracy", 0.5)) : Map.of(),
        Inspection.NONE);
  }

  @Test
  void meanAndSpreadOverSeeds() {
    List<ComparedRun> runs = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (String loss : List.of("ce", "soft-label")) {
        runs.add(run(loss, "a", seed));
        runs.add(run(loss, "b", seed));
      }
    }
    ComparisonTable table = ComparisonTable.of(COLUMNS, runs);
    assertEquals(4, table.rows().size());
    assertEquals("ce on a", table.rows().get(0).title());
    MeanAndSpread value = table.rows().get(0).scores().get("accuracy");
    assertEquals(0.63, value.mean(), 1e-12);
    assertEquals(Math.sqrt(2 * 0.01 * 0.01), value.spread(), 1e-12);
    assertEquals(2, value.count());
    assertEquals("soft-label", table.best(COLUMNS.get(0)).label());
    assertEquals("ce", table.best(COLUMNS.get(1)).label(), "fewer errors");
    assertNull(table.best(COLUMNS.get(2)), "nobody has it");
    assertEquals(1, table.baselines().size());
    assertEquals("majority class", table.baselines().get(0).title());
    assertEquals(2, table.baselines().get(0).seeds(), "one of each seed");
    assertEquals(0.5, table.baselines().get(0).scores().get("accuracy").mean());
    assertNull(MeanAndSpread.of(List.of(3.0)).spread(), "one seed has no spread");
  }
}
