package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefreshableLossTest {
  private static final LossSpec SPEC =
      LossSpec.of("soft-label").with("neighbours", 2).with("normalize", false);

  /** Three words in a plane, the third at an angle with the first. */
  private static UnitVectors vectors(double angle) {
    float[] rows = {1, 0, 0, 1, (float) Math.cos(angle), (float) Math.sin(angle)};
    return UnitVectors.of(rows, 3, 2);
  }

  private static RefreshableLoss loss(int everySteps) {
    return new RefreshableLoss(
        SPEC, new LossContext(vectors(0.2), Set.of(1), NeighbourSearch.PLAIN_JAVA), everySteps);
  }

  private static double weight(RefreshableLoss loss, int target, int word) {
    return WeightRows.of(loss.get().terms().get(0).weights()).row(target)[word];
  }

  @Test
  void weightsFollowTheVectors() {
    RefreshableLoss loss = loss(1);
    assertEquals(Math.cos(0.2), weight(loss, 0, 2), 1e-6);
    ReconstructionLoss fresh = loss.refresh(vectors(0.7));
    assertSame(fresh, loss.get());
    assertEquals(Math.cos(0.7), weight(loss, 0, 2), 1e-6);
    assertEquals(1, weight(loss, 1, 1), "a one-hot word stays one");
    assertEquals(0, weight(loss, 1, 2));
    // Another word is the nearest now.
    loss.refresh(vectors(1.5));
    assertEquals(Math.cos(1.5), weight(loss, 0, 2), 1e-6);
    assertEquals(Math.sin(1.5), weight(loss, 2, 1), 1e-6);
  }

  @Test
  void everyThirdStep() {
    RefreshableLoss loss = loss(3);
    ReconstructionLoss first = loss.get();
    List<Integer> refreshed = new ArrayList<>();
    for (int step = 1; step <= 8; step++) {
      int now = step;
      if (loss.afterStep(
          () -> {
            refreshed.add(now);
            return vectors(0.1 * now);
          })) {
        assertNotSame(first, loss.get());
      }
    }
    assertEquals(List.of(3, 6), refreshed, "and the vectors are asked for no other time");
    assertEquals(Math.cos(0.6), weight(loss, 0, 2), 1e-6);
  }

  @Test
  void whatDoesNotFitIsRefusedAndChangesNothing() {
    RefreshableLoss loss = loss(1);
    ReconstructionLoss before = loss.get();
    UnitVectors two = UnitVectors.of(new float[] {1, 0, 0, 1}, 2, 2);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> loss.refresh(two));
    assertTrue(e.getMessage().contains("2 words"), e.getMessage());
    assertTrue(e.getMessage().contains("over 3"), e.getMessage());
    assertSame(before, loss.get());
    assertThrows(IllegalArgumentException.class, () -> loss(0));
    LossContext context = new LossContext(vectors(1), Set.of(), NeighbourSearch.PLAIN_JAVA);
    assertThrows(
        SimlossException.class, () -> new RefreshableLoss(LossSpec.of("soft-labels"), context, 1));
  }
}
