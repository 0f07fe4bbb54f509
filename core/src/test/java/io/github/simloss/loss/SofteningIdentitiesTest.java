package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold between smoothing, priors, mixtures and the published losses. */
class SofteningIdentitiesTest {
  private static final int SIZE = 23;
  private static final int DIMENSION = 3;

  private static UnitVectors vectors() {
    SeededRandom random = new SeededRandom(11);
    float[] rows = new float[SIZE * DIMENSION];
    for (int k = DIMENSION; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    // Word 0 is zero.
    return UnitVectors.of(rows, SIZE, DIMENSION);
  }

  private static ReconstructionLoss make(LossSpec spec, Integer... oneHot) {
    return Losses.discover()
        .create(spec, new LossContext(vectors(), Set.of(oneHot), NeighbourSearch.PLAIN_JAVA));
  }

  private static LossSpec spec(String name) {
    return LossSpec.of(name).with("epsilon", 0);
  }

  /** All weights of a target, over all terms; only for losses of LOG with one eps. */
  private static double[] weights(ReconstructionLoss loss, int target) {
    double[] sum = new double[SIZE];
    for (LossTerm term : loss.terms()) {
      double[] row = WeightRows.of(term.weights()).row(target);
      for (int i = 0; i < SIZE; i++) {
        sum[i] += term.coefficient() * row[i];
      }
    }
    return sum;
  }

  private static void assertSame(LossSpec a, LossSpec b, double bound, int firstTarget) {
    SeededRandom random = new SeededRandom(5);
    double[] logits = new double[SIZE];
    Arrays.setAll(logits, k -> 3 * random.nextGaussian());
    for (int target = firstTarget; target < SIZE; target++) {
      double[] x = new double[SIZE];
      double[] y = new double[SIZE];
      String where = a + " and " + b + ", target " + target;
      double want = ReferenceLoss.of(make(a)).position(logits, target, x);
      assertEquals(want, ReferenceLoss.of(make(b)).position(logits, target, y), bound, where);
      assertArrayEquals(x, y, bound, where);
    }
  }

  @Test
  void withoutSofteningAllAreCrossEntropy() {
    LossSpec ce = LossSpec.of("ce");
    assertSame(ce, spec("label-smoothing").with("smoothing", 0), 0, 0);
    assertSame(ce, spec("neighbour-smoothing").with("smoothing", 0), 0, 0);
    assertSame(ce, spec("neighbour-smoothing").with("neighbours", 1), 0, 0);
    assertSame(ce, spec("tempered-soft-label").with("neighbours", 1), 0, 0);
    assertSame(ce, spec("gaussian-prior").with("prior", 0), 0, 0);
    for (String other : new String[] {"weighted-sim", "soft-label", "label-smoothing"}) {
      LossSpec mixture = LossSpec.of("mixture").with("alpha", 0).with("similarity", other);
      assertSame(ce, mixture, 0, 0);
    }
  }

  @Test
  void aMixtureOfOneIsTheOther() {
    for (LossFactory factory : Losses.discover().all()) {
      if (!factory.name().equals("mixture")) {
        LossSpec mixture = LossSpec.of("mixture").with("similarity", factory.name());
        assertSame(LossSpec.of(factory.name()), mixture.with("alpha", 1), 0, 0);
      }
    }
  }

  @Test
  void aMixtureOfLabelSmoothingIsLabelSmoothing() {
    LossSpec mixture = LossSpec.of("mixture").with("similarity", "label-smoothing");
    assertSame(
        spec("label-smoothing").with("smoothing", 0.3 * 0.5),
        mixture.with("alpha", 0.3).with("smoothing", 0.5),
        1e-12,
        0);
  }

  @Test
  void coldSoftLabelsAreCrossEntropyAndHotOnesEven() {
    LossSpec tempered = spec("tempered-soft-label");
    assertSame(LossSpec.of("ce"), tempered.with("temperature", 1e-6), 1e-7, 0);
    double share = 4.0 / 5;
    assertSame(
        spec("neighbour-smoothing").with("smoothing", share),
        tempered.with("temperature", 1e6),
        1e-5,
        0);
  }

  @Test
  void neighbourSmoothingOverAllWordsIsLabelSmoothing() {
    double b = 0.3;
    assertSame(
        spec("label-smoothing").with("smoothing", b),
        spec("neighbour-smoothing")
            .with("neighbours", SIZE)
            .with("smoothing", b * (SIZE - 1) / SIZE),
        1e-6,
        1);
  }

  @Test
  void softLabelIsProportionalNeighbourSmoothing() {
    UnitVectors vectors = vectors();
    double[] row = weights(make(spec("soft-label").with("neighbours", 3)), 7);
    double a = 1 - row[7];
    assertTrue(a > 0.1, "a soft label shares");
    LossSpec smoothing =
        spec("neighbour-smoothing").with("neighbours", 3).with("proportional", true);
    assertTrue(vectors.cosine(7, vectors.nearest(7, 3)[2]) > 0);
    assertArrayEquals(row, weights(make(smoothing.with("smoothing", a)), 7), 1e-6);
  }

  @Test
  void aHotGaussianPriorIsUniform() {
    // c T^2 of the prior beside 1 - c.
    LossSpec prior = spec("gaussian-prior").with("temperature", 1000).with("prior", 0.5);
    double[] row = weights(make(prior), 4);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(0.5 * 1e6 / SIZE, row[i], i == 4 ? 20 : 10, "word " + i);
    }
  }

  @Test
  void aGaussianPriorOfOneWordIsCrossEntropy() {
    LossSpec prior = spec("gaussian-prior").with("temperature", 1);
    assertSame(LossSpec.of("ce"), prior.with("width", 1), 1e-7, 0);
    // So narrow and cold that the target has it all.
    LossSpec cold = spec("gaussian-prior").with("deviation", 0.01).with("temperature", 1e-3);
    double[] row = weights(make(cold.with("prior", 1)), 9);
    double[] want = new double[SIZE];
    want[9] = 1e-6;
    assertArrayEquals(want, row, 1e-13);
  }

  @Test
  void weightsSumToOne() {
    for (LossSpec spec :
        new LossSpec[] {
          spec("label-smoothing").with("smoothing", 0.9),
          spec("neighbour-smoothing").with("smoothing", 0.9),
          spec("neighbour-smoothing").with("neighbours", SIZE).with("proportional", true),
          spec("tempered-soft-label"),
          spec("gaussian-prior").with("temperature", 1),
          spec("gaussian-prior").with("temperature", 1).with("width", 4),
          spec("mixture")
        }) {
      for (int target = 0; target < SIZE; target++) {
        double sum = Arrays.stream(weights(make(spec, 2), target)).sum();
        assertEquals(1, sum, 1e-6, spec + ", target " + target);
      }
    }
  }

  @Test
  void stopWordsAndZeroVectorsKeepTheirOwn() {
    double[] zero = new double[SIZE];
    zero[0] = 1;
    double[] stop = new double[SIZE];
    stop[2] = 1;
    for (LossSpec spec :
        new LossSpec[] {
          spec("neighbour-smoothing").with("smoothing", 0.9),
          spec("tempered-soft-label"),
          spec("gaussian-prior").with("temperature", 1).with("width", 4),
          spec("gaussian-prior").with("temperature", 1),
          spec("label-smoothing").with("smoothing", 0.9),
          spec("mixture").with("similarity", "weighted-ce"),
          spec("weighted-ce"),
          spec("soft-label")
        }) {
      assertArrayEquals(zero, weights(make(spec, 2), 0), 1e-7, spec + ": zero vector");
      assertArrayEquals(stop, weights(make(spec, 2), 2), 1e-7, spec + ": stop word");
      long others = Arrays.stream(weights(make(spec, 2), 3)).filter(w -> w != 0).count();
      assertTrue(others > 1, spec + ": another word");
    }
  }

  @Test
  void aProportionalWordWithoutNearOnesKeepsItsOwn() {
    UnitVectors apart = UnitVectors.of(new float[] {1, 0, -1, 0, 0, -1, -1, -1}, 4, 2);
    LossSpec spec = spec("neighbour-smoothing").with("proportional", true).with("smoothing", 0.5);
    ReconstructionLoss loss =
        Losses.discover()
            .create(spec, new LossContext(apart, Set.of(), NeighbourSearch.PLAIN_JAVA));
    assertArrayEquals(
        new double[] {1, 0, 0, 0}, WeightRows.of(loss.terms().get(0).weights()).row(0));
  }

  @Test
  void noTermWithoutWeightIsLeft() {
    assertEquals(1, make(spec("label-smoothing").with("smoothing", 0)).terms().size());
    // One for the words that are spread over, one for the word without a vector.
    assertEquals(2, make(spec("label-smoothing").with("smoothing", 1)).terms().size());
    assertEquals(1, make(spec("gaussian-prior").with("prior", 0)).terms().size());
    assertEquals(1, make(spec("mixture").with("alpha", 0)).terms().size());
    assertEquals(1, make(spec("mixture").with("alpha", 1)).terms().size());
  }
}
