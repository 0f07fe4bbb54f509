package io.github.simloss.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PackedRowsTest {
  @Test
  void packsLikePyTorch() {
    Batch batch = Batch.of(new int[][] {{5, 2}, {6, 7, 2}, {8, 2}}, 4, 3);
    PackedRows packed = new PackedRows(batch.target());
    assertArrayEquals(new int[] {1, 0, 2}, packed.order());
    assertArrayEquals(new int[] {6, 5, 8, 7, 2, 2, 2}, packed.ids());
    assertArrayEquals(new int[] {0, 0, 0, 6, 5, 8, 7}, packed.shifted(batch.previous(), 0));
    assertEquals(3, packed.steps());
    assertEquals(1, packed.alive(2));
    assertEquals(6, packed.lastRow(0));
    assertEquals(4, packed.lastRow(1));
  }

  @Test
  void refusesEmptyRowsAndForeignIds() {
    assertThrows(IllegalArgumentException.class, () -> Batch.of(new int[][] {{}}, 4, 3));
    assertThrows(IllegalArgumentException.class, () -> Batch.of(new int[][] {{1, 2}}, 1, 3));
    Batch batch = Batch.of(new int[][] {{5, 9}}, 4, 3);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> batch.requireIdsBelow(9));
    assertEquals("id 9 in row 0 at time 1 is outside [0, 9)", e.getMessage());
  }
}
