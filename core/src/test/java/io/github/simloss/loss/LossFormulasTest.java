package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Arrays;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the factories make, against the formulas of the papers and their finite differences. */
class LossFormulasTest {
  private static final int SIZE = 37;
  private static final int DIMENSION = 4;

  /** One loss both ways. */
  private interface Formula {
    double of(Formulas formulas, double[] logP, int target);
  }

  private static void check(LossSpec spec, Formula formula) {
    for (long seed = 0; seed < 4; seed++) {
      SeededRandom random = SeededRandom.derive(seed, "formulas", 0);
      float[] rows = new float[SIZE * DIMENSION];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = random.uniform(-1, 1);
      }
      UnitVectors vectors = UnitVectors.of(rows, SIZE, DIMENSION);
      LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
      ReferenceLoss loss = ReferenceLoss.of(Losses.discover().create(spec, context));
      double[] logits = new double[SIZE];
      Arrays.setAll(logits, k -> 2 * random.nextGaussian());
      for (int target = 0; target < SIZE; target += 6) {
        int t = target;
        String where = spec + ", seed " + seed + ", target " + t;
        ToDoubleFunction<double[]> naive =
            z -> formula.of(new Formulas(vectors), Formulas.logP(z), t);
        double[] gradient = new double[SIZE];
        // The tables are float, and so are the cosines that a small temperature magnifies.
        double want = naive.applyAsDouble(logits);
        assertEquals(want, loss.position(logits, t, gradient), 1e-6 * Math.abs(want), where);
        for (int i = 0; i < SIZE; i++) {
          double[] moved = logits.clone();
          moved[i] += 1e-5;
          double above = naive.applyAsDouble(moved);
          moved[i] -= 2e-5;
          double below = naive.applyAsDouble(moved);
          assertEquals((above - below) / 2e-5, gradient[i], 1e-6, where + ", logit " + i);
        }
      }
    }
  }

  @Test
  void labelSmoothing() {
    check(LossSpec.of("label-smoothing"), (f, p, t) -> f.labelSmoothing(p, t, 0.1));
    check(
        LossSpec.of("label-smoothing").with("smoothing", 0.85),
        (f, p, t) -> f.labelSmoothing(p, t, 0.85));
    check(
        LossSpec.of("label-smoothing").with("smoothing", 1),
        (f, p, t) -> f.labelSmoothing(p, t, 1));
  }

  @Test
  void neighbourSmoothing() {
    LossSpec spec = LossSpec.of("neighbour-smoothing");
    check(spec, (f, p, t) -> f.neighbourSmoothing(p, t, 0.1, 5, false));
    check(
        spec.with("smoothing", 0.6).with("neighbours", 9),
        (f, p, t) -> f.neighbourSmoothing(p, t, 0.6, 9, false));
    check(
        spec.with("smoothing", 0.3).with("neighbours", 33).with("proportional", true),
        (f, p, t) -> f.neighbourSmoothing(p, t, 0.3, 33, true));
  }

  @Test
  void temperedSoftLabel() {
    LossSpec spec = LossSpec.of("tempered-soft-label");
    check(spec, (f, p, t) -> f.tempered(p, t, 0.1, 5, 1e-5));
    check(
        spec.with("temperature", 2).with("neighbours", 12).with("epsilon", 0),
        (f, p, t) -> f.tempered(p, t, 2, 12, 0));
    check(
        spec.with("neighbours", SIZE).with("epsilon", 0.1),
        (f, p, t) -> f.tempered(p, t, 0.1, SIZE, 0.1));
  }

  @Test
  void gaussianPrior() {
    LossSpec spec = LossSpec.of("gaussian-prior");
    check(spec, (f, p, t) -> f.gaussianPrior(p, t, 0.1, 1, 2, SIZE));
    check(
        spec.with("prior", 0.4).with("deviation", 2.5).with("temperature", 0.05),
        (f, p, t) -> f.gaussianPrior(p, t, 0.4, 2.5, 0.05, SIZE));
    check(
        spec.with("prior", 1).with("deviation", 40),
        (f, p, t) -> f.gaussianPrior(p, t, 1, 40, 2, SIZE));
    check(
        spec.with("width", 7).with("temperature", 0.5),
        (f, p, t) -> f.gaussianPrior(p, t, 0.1, 1, 0.5, 7));
    check(
        spec.with("width", 1_000_000).with("deviation", 5),
        (f, p, t) -> f.gaussianPrior(p, t, 0.1, 5, 2, SIZE));
  }

  @Test
  void mixture() {
    check(
        LossSpec.of("mixture").with("similarity", "tempered-soft-label").with("temperature", 0.4),
        (f, p, t) -> 0.5 * f.tempered(p, t, 0.4, 5, 1e-5) - 0.5 * p[t]);
    check(
        LossSpec.of("mixture")
            .with("alpha", 0.8)
            .with("similarity", "label-smoothing")
            .with("smoothing", 0.5),
        (f, p, t) -> 0.8 * f.labelSmoothing(p, t, 0.5) - 0.2 * p[t]);
  }
}
