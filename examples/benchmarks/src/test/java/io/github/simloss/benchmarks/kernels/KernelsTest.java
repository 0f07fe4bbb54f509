package io.github.simloss.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the kernels run, and compute what they say; how fast is not asked here. */
class KernelsTest {
  @Test
  void everyKernelRuns() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("benchmarks\\.kernels")
                    .param("words", "300")
                    .param("positions", "8")
                    .param("sentences", "10")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(1))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    assertEquals(2 * 4 + 2 + 1, results.size(), "losses on both engines, tables on both, batches");
    for (RunResult result : results) {
      assertTrue(result.getPrimaryResult().getScore() > 0, result.getParams().toString());
    }
  }

  @Test
  void bothEnginesAgreeWithTheReference() {
    int words = 50;
    int[] targets = {3, 49, 0};
    UnitVectors vectors = RandomVectors.units(words, 300, 1);
    float[] logits = RandomVectors.gaussian(targets.length * words, 3);
    for (String name : List.of("ce", "weighted-ce", "weighted-sim", "soft-label")) {
      LossSpec spec = LossSpec.of(name);
      double wanted = reference(spec, vectors, logits, targets);
      for (String engine : List.of("djl", "dl4j")) {
        try (EngineLoss loss = EngineLoss.of(engine, spec, vectors, logits, targets)) {
          assertEquals(wanted, loss.lossAndGradient(), 1e-4, name + " on " + engine);
        }
      }
    }
  }

  private static double reference(
      LossSpec spec, UnitVectors vectors, float[] logits, int[] targets) {
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    double[] values = new double[logits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = logits[i];
    }
    int noPadding = -1;
    return ReferenceLoss.of(Losses.discover().create(spec, context))
        .evaluate(values, targets, noPadding)
        .value();
  }
}
