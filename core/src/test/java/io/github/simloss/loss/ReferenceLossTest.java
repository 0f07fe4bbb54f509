package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracle against numbers worked out by hand and against finite differences. */
class ReferenceLossTest {
  private static ReferenceLoss loss(Link link, double epsilon, double... row) {
    return new ReferenceLoss(
        List.of(new ReferenceLoss.Term(1, link, epsilon, target -> row.clone())),
        Reduction.TOKEN_MEAN);
  }

  @Test
  void twoWordsByHand() {
    // p = (3/4, 1/4)
    double[] logits = {Math.log(3), 0};
    int[] target = {0};
    ReferenceLoss.Value log = loss(Link.LOG, 0, 2, -1).evaluate(logits, target, -1);
    assertEquals(-(2 * Math.log(0.75) - Math.log(0.25)), log.value(), 1e-15);
    // p * (sum of weights) - w
    assertArrayEquals(new double[] {0.75 - 2, 0.25 + 1}, log.gradient(), 1e-15);

    ReferenceLoss.Value identity = loss(Link.IDENTITY, 0.1, 2, -1).evaluate(logits, target, -1);
    assertEquals(-(2 * 0.85 - 0.35), identity.value(), 1e-15);
    // p * (g - <p, g>) with g = (-2, 1)
    assertArrayEquals(
        new double[] {0.75 * (-2 + 1.25), 0.25 * (1 + 1.25)}, identity.gradient(), 1e-15);

    ReferenceLoss.Value shifted = loss(Link.LOG, 0.25, 1, 0).evaluate(logits, target, -1);
    assertEquals(0, shifted.value(), 1e-15);
    assertArrayEquals(new double[] {0.75 * (-1 + 0.75), 0.25 * 0.75}, shifted.gradient(), 1e-15);
  }

  @Test
  void gradientsByFiniteDifferences() {
    for (int seed = 0; seed < 20; seed++) {
      SeededRandom random = new SeededRandom(seed);
      double[] table = random(random, 5 * 5);
      double[] logits = random(random, 4 * 5);
      int[] targets = {random.nextInt(5), 4, random.nextInt(5), random.nextInt(4)};
      WeightRows rows = target -> Arrays.copyOfRange(table, target * 5, target * 5 + 5);
      for (Reduction reduction : Reduction.values()) {
        ReferenceLoss loss =
            new ReferenceLoss(
                List.of(
                    new ReferenceLoss.Term(0.5, Link.LOG, 0, rows),
                    new ReferenceLoss.Term(-2, Link.LOG, 0.01, rows),
                    new ReferenceLoss.Term(1.5, Link.IDENTITY, 0.3, rows)),
                reduction);
        double[] gradient = loss.evaluate(logits, targets, 4).gradient();
        for (int k = 0; k < logits.length; k++) {
          double[] moved = logits.clone();
          moved[k] += 1e-5;
          double above = loss.evaluate(moved, targets, 4).value();
          moved[k] -= 2e-5;
          double below = loss.evaluate(moved, targets, 4).value();
          assertEquals((above - below) / 2e-5, gradient[k], 1e-8, "seed " + seed + ", " + k);
        }
      }
    }
  }

  private static double[] random(SeededRandom random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, k -> random.nextGaussian());
    return values;
  }

  @Test
  void paddingCostsNothing() {
    double[] logits = {1, 2, 3, 4, 5, 6};
    ReferenceLoss.Value all = loss(Link.LOG, 0, 1, 0).evaluate(logits, new int[] {1, 1, 1}, 1);
    assertEquals(0, all.value());
    assertArrayEquals(new double[6], all.gradient());
    ReferenceLoss.Value none = loss(Link.LOG, 0, 1, 0).evaluate(new double[0], new int[0], -1);
    assertEquals(0, none.value());

    ReconstructionLoss ce = ReconstructionLoss.crossEntropy(2);
    ReferenceLoss byToken = ReferenceLoss.of(ce);
    ReferenceLoss byPosition =
        ReferenceLoss.of(new ReconstructionLoss("ce", ce.terms(), Reduction.POSITION_MEAN));
    int[] targets = {0, 1, 1};
    double one = Math.log(1 + Math.E);
    assertEquals(one, byToken.evaluate(logits, targets, 1).value(), 1e-12);
    assertEquals(one / 3, byPosition.evaluate(logits, targets, 1).value(), 1e-12);
    assertEquals(0, byPosition.evaluate(logits, targets, 1).gradient()[4]);
  }

  @Test
  void logitsOfAnySize() {
    double[] logits = {1e4, -1e4, 0};
    ReferenceLoss.Value got =
        ReferenceLoss.of(ReconstructionLoss.crossEntropy(3)).evaluate(logits, new int[] {1}, -1);
    assertEquals(2e4, got.value(), 1e-9);
    assertArrayEquals(new double[] {1, -1, 0}, got.gradient(), 1e-12);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> loss(Link.LOG, 0, 1, 0).evaluate(new double[5], new int[2], -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> loss(Link.LOG, 0, 1, 0).evaluate(new double[6], new int[2], -1));
    assertThrows(
        IllegalArgumentException.class, () -> new ReferenceLoss(List.of(), Reduction.TOKEN_MEAN));
  }
}
