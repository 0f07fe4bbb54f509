package io.github.simloss.experiment.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.encoding.SentenceCodes;
import io.github.simloss.evaluate.probes.PairedBootstrap;
import io.github.simloss.evaluate.probes.Probe;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.evaluate.sets.SetRequest;
import io.github.simloss.experiment.comparison.MeanAndSpread;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models side by side: means, spread, and what is called better. */
class ModelTableTest {
  private static EvaluationSet set() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      examples.add(Example.of(i % 2 == 0 ? "a" : "b", i % 2 + "." + i, "f:" + i));
    }
    return EvaluationSet.of("toy", SetRequest.SENTENCES, examples, List.of(), List.of());
  }

  /** Codes that tell the class as well as the gap is wide beside the noise. */
  private static Map<String, ProbeScores> run(double gap, long seed) {
    SentenceCodes codes =
        sentences -> {
          SeededRandom random = new SeededRandom(seed);
          float[] rows = new float[sentences.size()];
          for (int i = 0; i < rows.length; i++) {
            boolean second = sentences.get(i).startsWith("1");
            rows[i] = (float) (random.nextGaussian() + (second ? gap : 0));
          }
          return rows;
        };
    return Map.of("toy", new Probe(1).measure(set(), codes));
  }

  private static double accuracy(Map<String, ProbeScores> run) {
    return run.get("toy").score("accuracy");
  }

  @Test
  void onlyWhatIsMoreThanChanceIsBetter() {
    List<Map<String, ProbeScores>> wide = List.of(run(4, 1), run(4, 2));
    ModelRow good = new ModelRow("good", false, wide);
    ModelRow same = new ModelRow("same", false, List.of(run(4, 3)));
    ModelRow weak = new ModelRow("weak", true, List.of(run(0, 4)));
    ModelRow none = new ModelRow("majority", true, List.of(Map.of("toy", Probe.majority(set()))));
    ModelTable table =
        ModelTable.of(List.of(set()), List.of(good, same, weak, none), new PairedBootstrap(500, 1));
    assertEquals(
        List.of(
            "good same ",
            "good weak good",
            "good majority good",
            "same weak same",
            "same majority same"),
        table.tests().stream()
            .map(test -> test.first() + " " + test.second() + " " + test.better())
            .toList(),
        "baselines are not compared with each other");
    MeanAndSpread value = good.value("toy", "accuracy");
    double first = accuracy(wide.get(0));
    double second = accuracy(wide.get(1));
    assertEquals((first + second) / 2, value.mean(), 1e-12);
    assertEquals(Math.abs(first - second) / Math.sqrt(2), value.spread(), 1e-12);
    assertNull(same.value("toy", "accuracy").spread());
    assertNull(same.value("toy", "spearman"));
    assertEquals(
        table.toJson(List.of(set())).toString(),
        ModelTable.of(List.of(set()), List.of(good, same, weak, none), new PairedBootstrap(500, 1))
            .toJson(List.of(set()))
            .toString(),
        "seeded");
    assertThrows(IllegalArgumentException.class, () -> new ModelRow("x", false, List.of()));
  }
}
