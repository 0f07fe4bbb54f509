package io.github.simloss.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both layouts that engines compute in, on many random batches. */
class RowLayoutTest {
  private static final int PADDING = 50;
  private static final int START = 51;

  private static TokenRows draw(SeededRandom random) {
    int maxLength = 1 + random.nextInt(9);
    int[][] sentences = new int[1 + random.nextInt(12)][];
    for (int b = 0; b < sentences.length; b++) {
      sentences[b] = new int[1 + random.nextInt(maxLength)];
      Arrays.setAll(sentences[b], t -> random.nextInt(PADDING));
    }
    return TokenRows.of(sentences, maxLength, PADDING);
  }

  private static int position(PackedRows packed, TokenRows rows, int b, int t) {
    int row = packed.offset(t) + packed.places()[b];
    assertTrue(t < rows.lengths()[b] && packed.places()[b] < packed.alive(t));
    return row;
  }

  @Test
  void packedRowsHoldEveryTokenOnce() {
    SeededRandom random = new SeededRandom(1);
    for (int n = 0; n < 200; n++) {
      TokenRows rows = draw(random);
      PackedRows packed = new PackedRows(rows);
      assertEquals(rows.size(), packed.size());
      assertEquals(rows.longest(), packed.steps());
      assertEquals(rows.tokenCount(), packed.tokenCount());
      assertEquals(rows.tokenCount(), packed.ids().length);
      int[] shifted = packed.shifted(rows, START);
      int[] reversed = packed.reversed();
      for (int b = 0; b < rows.size(); b++) {
        int length = rows.lengths()[b];
        assertEquals(b, packed.order()[packed.places()[b]]);
        assertEquals(length, packed.lengths()[packed.places()[b]]);
        assertEquals(position(packed, rows, b, length - 1), packed.lastRow(packed.places()[b]));
        for (int t = 0; t < length; t++) {
          int at = position(packed, rows, b, t);
          assertEquals(rows.token(b, t), packed.ids()[at]);
          assertEquals(t == 0 ? START : rows.token(b, t - 1), shifted[at]);
          assertEquals(position(packed, rows, b, length - 1 - t), reversed[at]);
        }
      }
      for (int r = 1; r < packed.size(); r++) {
        // Falling, and equal lengths keep their order.
        int longer = packed.lengths()[r - 1] - packed.lengths()[r];
        assertTrue(longer > 0 || (longer == 0 && packed.order()[r - 1] < packed.order()[r]));
      }
      for (int t = 1; t < packed.steps(); t++) {
        assertTrue(packed.alive(t) <= packed.alive(t - 1) && packed.alive(t) > 0);
      }
    }
  }

  @Test
  void readingBackwardsTwiceIsReadingForwards() {
    SeededRandom random = new SeededRandom(2);
    for (int n = 0; n < 200; n++) {
      TokenRows rows = draw(random);
      int[] packed = new PackedRows(rows).reversed();
      assertArrayEquals(
          IntStream.range(0, packed.length).toArray(),
          Arrays.stream(packed).map(place -> packed[place]).toArray());
      long[] padded = new TimeMajorRows(rows).reversed();
      for (int k = 0; k < padded.length; k++) {
        assertEquals(k, padded[(int) padded[k]]);
      }
    }
  }

  @Test
  void timeMajorRowsHoldEveryTokenInItsPlace() {
    SeededRandom random = new SeededRandom(3);
    for (int n = 0; n < 200; n++) {
      TokenRows rows = draw(random);
      TimeMajorRows major = new TimeMajorRows(rows);
      int count = rows.size();
      assertEquals(count, major.sentences());
      assertEquals(rows.longest(), major.steps());
      assertArrayEquals(rows.lengths(), major.lengths());
      long[] ids = major.ids();
      long[] shifted = major.shifted(START);
      long[] reversed = major.reversed();
      assertEquals(count * major.steps(), ids.length);
      for (int b = 0; b < count; b++) {
        int length = rows.lengths()[b];
        assertEquals((length - 1L) * count + b, major.lastRows()[b]);
        for (int t = 0; t < major.steps(); t++) {
          int at = t * count + b;
          boolean real = t < length;
          assertEquals(real ? rows.token(b, t) : 0, ids[at]);
          assertEquals(!real ? 0 : t == 0 ? START : rows.token(b, t - 1), shifted[at]);
          assertEquals((real ? length - 1L - t : t) * count + b, reversed[at]);
        }
      }
    }
  }

  /** Padding that stands among real ids costs nothing, and neither does what follows them. */
  @Test
  void targetsLeavePaddingOut() {
    TokenRows rows = TokenRows.of(new int[][] {{4, PADDING, 6}, {PADDING}, {7, 8}}, 5, PADDING);
    TimeMajorRows.Targets targets = new TimeMajorRows(rows).targets(PADDING);
    assertArrayEquals(new int[] {4, 7, 8, 6}, targets.ids());
    assertArrayEquals(new long[] {0, 2, 5, 6}, targets.rows());
  }

  /** What a decoder is fed with may differ from what it is charged for. */
  @Test
  void otherIdsInTheSameLayout() {
    TokenRows target = TokenRows.of(new int[][] {{1}, {2, 3, 4}}, 4, PADDING);
    TokenRows previous = TokenRows.of(new int[][] {{9}, {8, 7, 6}}, 5, PADDING);
    PackedRows packed = new PackedRows(target);
    assertArrayEquals(new int[] {8, 9, 7, 6}, packed.pack(previous));
    assertArrayEquals(new int[] {START, START, 8, 7}, packed.shifted(previous, START));
    assertArrayEquals(
        new long[] {START, START, 0, 8, 0, 7}, new TimeMajorRows(previous).shifted(START));
  }
}
