package io.github.simloss.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Padded sentences, and what a step reads of them. */
class BatchTest {
  private static final TokenRows TWO = TokenRows.of(new int[][] {{5, 2}, {6, 7, 2}}, 4, 3);

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void rowsArePadded() {
    assertArrayEquals(new int[] {5, 2, 3, 3, 6, 7, 2, 3}, TWO.tokens());
    assertArrayEquals(new int[] {2, 3}, TWO.lengths());
    assertArrayEquals(new int[] {6, 7, 2}, TWO.row(1));
    assertEquals(7, TWO.token(1, 1));
    assertEquals(2, TWO.size());
    assertEquals(4, TWO.maxLength());
    assertEquals(3, TWO.longest());
    assertEquals(5, TWO.tokenCount());
  }

  @Test
  void rowsThatAreNone() {
    refused("length 0 is outside 1..4", () -> TokenRows.of(new int[][] {{1}, {}}, 4, 3));
    refused("length 5 is outside 1..4", () -> TokenRows.of(new int[][] {{1, 1, 1, 1, 1}}, 4, 3));
    refused(
        "a batch of 0 rows of length 4 cannot hold 0 ids", () -> TokenRows.of(new int[0][], 4, 3));
    refused(
        "a batch of 1 rows of length 4 cannot hold 5 ids",
        () -> new TokenRows(4, new int[5], new int[] {1}));
    refused("length 5 is outside 1..4", () -> new TokenRows(4, new int[4], new int[] {5}));
  }

  /** What stands in the padding is nobody's business. */
  @Test
  void onlyRealIdsAreChecked() {
    new TokenRows(3, new int[] {1, 99, -1}, new int[] {1}).requireIdsBelow(2);
    refused("id 7 in row 1 at time 1 is outside [0, 7)", () -> TWO.requireIdsBelow(7));
    TokenRows negative = new TokenRows(1, new int[] {-1}, new int[] {1});
    refused("id -1 in row 0 at time 0 is outside [0, 7)", () -> negative.requireIdsBelow(7));
  }

  @Test
  void onePartForAllThree() {
    Batch batch = Batch.of(TWO);
    assertSame(TWO, batch.source());
    assertSame(TWO, batch.target());
    assertSame(TWO, batch.previous());
    assertEquals(2, batch.size());
    TokenRows other = TokenRows.of(new int[][] {{1}, {1, 1, 1, 1, 1}}, 6, 3);
    assertSame(other, new Batch(TWO, other).previous());
  }

  @Test
  void partsThatDoNotBelongTogether() {
    TokenRows one = TokenRows.of(new int[][] {{5, 2}}, 4, 3);
    TokenRows otherLengths = TokenRows.of(new int[][] {{5, 2}, {6, 2}}, 4, 3);
    refused("1 sentences to encode for 2 to decode", () -> new Batch(one, TWO));
    refused("what the decoder is fed with has other lengths", () -> new Batch(TWO, TWO, one));
    refused(
        "what the decoder is fed with has other lengths", () -> new Batch(TWO, TWO, otherLengths));
    new Batch(otherLengths, TWO, TokenRows.of(new int[][] {{1, 1}, {1, 1, 1}}, 9, 3));
  }

  @Test
  void everyPartIsChecked() {
    TokenRows high = TokenRows.of(new int[][] {{5, 9}, {6, 7, 2}}, 4, 3);
    for (Batch batch :
        new Batch[] {new Batch(high, TWO), new Batch(TWO, high), new Batch(TWO, TWO, high)}) {
      refused("id 9 in row 0 at time 1 is outside [0, 9)", () -> batch.requireIdsBelow(9));
      batch.requireIdsBelow(10);
    }
  }

  @Test
  void wordsOfABag() {
    TokenRows rows = TokenRows.of(new int[][] {{5, 3, 5}, {3}, {1, 2}}, 4, 3);
    float[] ofWords = {0.5f, 0.25f, 1, 9, 0.125f, 2};
    WordBags weighted = WordBags.of(rows, 3, ofWords);
    assertArrayEquals(new int[] {0, 2, 2, 4}, weighted.starts());
    assertArrayEquals(new int[] {5, 5, 1, 2}, weighted.ids());
    assertArrayEquals(new float[] {2, 2, 0.25f, 1}, weighted.weights());
    assertEquals(3, weighted.size());
    assertEquals(5.25, weighted.totalWeight());
    assertEquals(4, WordBags.of(rows, 3, null).totalWeight());
    WordBags single = WordBags.single(new int[] {4, 0});
    assertArrayEquals(new int[] {0, 1, 2}, single.starts());
    assertArrayEquals(new float[] {1, 1}, single.weights());
    assertEquals(2, single.size());
  }
}
