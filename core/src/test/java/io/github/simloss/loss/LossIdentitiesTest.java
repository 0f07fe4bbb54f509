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

/** What must hold between the losses by name, on random vectors. */
class LossIdentitiesTest {
  private static final int SIZE = 31;
  private static final int DIMENSION = 4;

  private static UnitVectors vectors(long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] rows = new float[SIZE * DIMENSION];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    return UnitVectors.of(rows, SIZE, DIMENSION);
  }

  private static ReconstructionLoss make(LossSpec spec, UnitVectors vectors, Integer... oneHot) {
    LossContext context = new LossContext(vectors, Set.of(oneHot), NeighbourSearch.PLAIN_JAVA);
    return Losses.discover().create(spec, context);
  }

  private static LossSpec softLabel(int neighbours, boolean normalize, double epsilon) {
    return LossSpec.of("soft-label")
        .with("neighbours", neighbours)
        .with("normalize", normalize)
        .with("epsilon", epsilon);
  }

  /** Value and gradient agree over random logits of every target. */
  private static void assertSame(ReconstructionLoss a, ReconstructionLoss b, long seed) {
    SeededRandom random = SeededRandom.derive(seed, "logits", 0);
    double[] logits = new double[SIZE * SIZE];
    Arrays.setAll(logits, k -> 3 * random.nextGaussian());
    int[] targets = new int[SIZE];
    Arrays.setAll(targets, n -> n);
    ReferenceLoss.Value x = ReferenceLoss.of(a).evaluate(logits, targets, 5);
    ReferenceLoss.Value y = ReferenceLoss.of(b).evaluate(logits, targets, 5);
    assertEquals(x.value(), y.value(), 1e-6, "seed " + seed);
    assertArrayEquals(x.gradient(), y.gradient(), 1e-6, "seed " + seed);
  }

  @Test
  void softLabelOfOneNeighbourIsCrossEntropy() {
    for (long seed = 0; seed < 5; seed++) {
      UnitVectors vectors = vectors(seed);
      ReconstructionLoss ce = make(LossSpec.of("ce"), vectors);
      assertSame(ce, make(softLabel(1, true, 0), vectors), seed);
      assertSame(ce, make(softLabel(1, false, 0), vectors), seed);
    }
  }

  @Test
  void softLabelOfAllNeighboursRawIsWeightedCrossEntropy() {
    for (long seed = 0; seed < 5; seed++) {
      UnitVectors vectors = vectors(seed);
      ReconstructionLoss weighted = make(LossSpec.of("weighted-ce"), vectors);
      assertSame(weighted, make(softLabel(SIZE, false, 1e-5), vectors), seed);
      ReconstructionLoss stopWords = make(LossSpec.of("weighted-ce"), vectors, 3, 8);
      assertSame(stopWords, make(softLabel(SIZE, false, 1e-5), vectors, 3, 8), seed);
    }
  }

  @Test
  void softLabelsOfOneTargetSumToOne() {
    UnitVectors vectors = vectors(1);
    for (int neighbours : new int[] {1, 3, 10}) {
      TargetWeights weights =
          make(softLabel(neighbours, true, 0), vectors).terms().get(0).weights();
      for (int target = 0; target < SIZE; target++) {
        double[] row = WeightRows.of(weights).row(target);
        assertEquals(1, Arrays.stream(row).sum(), 1e-6, "target " + target);
        double largest = Arrays.stream(row).max().getAsDouble();
        assertEquals(row[target], largest, "the target itself weighs most");
        assertTrue(Arrays.stream(row).filter(w -> w != 0).count() <= neighbours);
      }
    }
  }

  @Test
  void stopWordsZeroVectorsAndSumsBelowZeroStayOneHot() {
    // Word 3 is zero; the others' cosines with word 0 sum to less than -1.
    float[] rows = {1, 0, -1, 0.1f, -1, -0.1f, 0, 0};
    UnitVectors vectors = UnitVectors.of(rows, 4, 2);
    TargetWeights all = make(softLabel(4, true, 0), vectors, 1).terms().get(0).weights();
    assertArrayEquals(new double[] {1, 0, 0, 0}, WeightRows.of(all).row(0), "sum below 0");
    assertArrayEquals(new double[] {0, 1, 0, 0}, WeightRows.of(all).row(1), "stop word");
    assertArrayEquals(new double[] {0, 0, 0, 1}, WeightRows.of(all).row(3), "zero vector");
    TargetWeights raw = make(softLabel(4, false, 0), vectors).terms().get(0).weights();
    assertEquals(vectors.cosine(0, 1), WeightRows.of(raw).row(0)[1], 1e-6, "raw stays raw");
    assertArrayEquals(new double[] {0, 0, 0, 1}, WeightRows.of(raw).row(3), "zero vector, raw");
  }

  @Test
  void weightedLossesWeighByCosine() {
    UnitVectors vectors = vectors(2);
    for (String name : new String[] {"weighted-ce", "weighted-sim"}) {
      WeightRows rows = WeightRows.of(make(LossSpec.of(name), vectors).terms().get(0).weights());
      for (int i = 0; i < SIZE; i++) {
        assertEquals(vectors.cosine(3, i), rows.row(3)[i], 1e-9, name);
      }
    }
  }
}
