package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Terms, mixtures and reductions. */
class ReconstructionLossTest {
  private static LossTerm term(int size) {
    return new LossTerm(1, Link.LOG, 0, new TargetWeights.OneHot(size));
  }

  @Test
  void mixturesShareOneVocabulary() {
    assertEquals(
        4,
        new ReconstructionLoss("two", List.of(term(4), term(4)), Reduction.TOKEN_MEAN)
            .vocabularySize());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ReconstructionLoss("two", List.of(term(4), term(5)), Reduction.TOKEN_MEAN));
    assertTrue(e.getMessage().contains("4 and 5"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReconstructionLoss("none", List.of(), Reduction.TOKEN_MEAN));
  }

  @Test
  void numbersOfATermAreChecked() {
    TargetWeights weights = new TargetWeights.OneHot(2);
    for (double epsilon : new double[] {-1e-9, 1.5, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> new LossTerm(1, Link.LOG, epsilon, weights));
    }
    for (double coefficient : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class, () -> new LossTerm(coefficient, Link.LOG, 0, weights));
    }
    assertEquals(1, new LossTerm(-2, Link.IDENTITY, 1, weights).epsilon());
  }

  @Test
  void reductions() {
    assertEquals(3, Reduction.TOKEN_MEAN.divisor(3, 8));
    assertEquals(8, Reduction.POSITION_MEAN.divisor(3, 8));
    for (Reduction reduction : Reduction.values()) {
      assertEquals(reduction, Reduction.of(reduction.label()));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Reduction.of("sum"));
    assertTrue(e.getMessage().contains("position-mean"), e.getMessage());
  }
}
