package io.github.simloss.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int UNKNOWN = 1;
  private static final int PADDING = 3;

  /** Two hundred sentences of 1 to 20 different ids. */
  private static Batch batch() {
    SeededRandom random = new SeededRandom(6);
    int[][] sentences = new int[200][];
    for (int b = 0; b < sentences.length; b++) {
      sentences[b] = new int[1 + random.nextInt(20)];
      int first = 4 + 20 * b;
      Arrays.setAll(sentences[b], t -> first + t);
    }
    return Batch.of(sentences, 20, PADDING);
  }

  private static List<Integer> row(TokenRows rows, int b) {
    return Arrays.stream(rows.row(b)).boxed().toList();
  }

  @Test
  void noneChangesNothing() {
    Batch batch = batch();
    Batch same = Noise.NONE.apply(batch, UNKNOWN, new SeededRandom(1));
    assertSame(batch.source(), same.source());
    assertSame(batch.previous(), same.previous());
  }

  @Test
  void dropoutKeepsOrderShareAndOneWord() {
    Batch batch = batch();
    Batch noisy = new Noise(0.3, 0, 0).apply(batch, UNKNOWN, new SeededRandom(2));
    assertSame(batch.target(), noisy.target());
    for (int b = 0; b < batch.size(); b++) {
      List<Integer> kept = row(noisy.source(), b);
      assertTrue(!kept.isEmpty());
      List<Integer> whole = new ArrayList<>(row(batch.source(), b));
      whole.retainAll(kept);
      assertEquals(whole, kept, "row " + b);
    }
    double share = (double) noisy.source().tokenCount() / batch.source().tokenCount();
    assertEquals(0.73, share, 0.03);
  }

  @Test
  void swapsMoveWordsByOne() {
    Batch batch = batch();
    Batch noisy = new Noise(0, 0.5, 0).apply(batch, UNKNOWN, new SeededRandom(3));
    int moved = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] before = batch.source().row(b);
      int[] after = noisy.source().row(b);
      for (int t = 0; t < before.length; t++) {
        assertTrue(Math.abs(after[t] - before[t]) <= 1, "row " + b);
        moved += after[t] == before[t] ? 0 : 1;
      }
      Arrays.sort(after);
      assertArrayEquals(before, after);
    }
    assertTrue(moved > batch.source().tokenCount() / 3, moved + " moved");
  }

  @Test
  void theDecoderIsFedUnknownWords() {
    Batch batch = batch();
    Batch noisy = new Noise(0, 0, 0.4).apply(batch, UNKNOWN, new SeededRandom(4));
    assertSame(batch.source(), noisy.source());
    int unknown = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] fed = noisy.previous().row(b);
      int[] said = batch.target().row(b);
      for (int t = 0; t < fed.length; t++) {
        assertTrue(fed[t] == said[t] || fed[t] == UNKNOWN);
        unknown += fed[t] == UNKNOWN ? 1 : 0;
      }
    }
    assertEquals(0.4, (double) unknown / batch.target().tokenCount(), 0.04);
  }

  @Test
  void oneSeedGivesOneNoise() {
    Noise noise = new Noise(0.3, 0.3, 0.3);
    int[] first = noise.apply(batch(), UNKNOWN, new SeededRandom(5)).source().tokens();
    assertArrayEquals(first, noise.apply(batch(), UNKNOWN, new SeededRandom(5)).source().tokens());
    assertNotEquals(
        Arrays.hashCode(first),
        Arrays.hashCode(noise.apply(batch(), UNKNOWN, new SeededRandom(6)).source().tokens()));
  }

  @Test
  void rangesAreChecked() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Noise(bad, 0, 0));
      assertThrows(IllegalArgumentException.class, () -> new Noise(0, bad, 0));
      assertThrows(IllegalArgumentException.class, () -> new Noise(0, 0, bad));
    }
    assertThrows(IllegalArgumentException.class, () -> new Noise(1, 0, 0));
  }
}
