package io.github.simloss.similarity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import org.junit.jupiter.api.Test;

class NeighbourSearchTest {
  @Test
  void agreesWithSortingEverything() {
    for (long seed = 0; seed < 10; seed++) {
      int count = 60;
      int dimension = 5;
      SeededRandom random = new SeededRandom(seed);
      float[] rows = new float[count * dimension];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.uniform(-1, 1);
      }
      // Two equal words and a zero one.
      System.arraycopy(rows, 7 * dimension, rows, 33 * dimension, dimension);
      java.util.Arrays.fill(rows, 20 * dimension, 21 * dimension, 0);
      UnitVectors vectors = UnitVectors.of(rows, count, dimension);
      for (int n : new int[] {1, 2, 10, count}) {
        NeighbourTable table = NeighbourSearch.PLAIN_JAVA.search(vectors, n);
        for (int word = 0; word < count; word++) {
          if (word != 20) {
            int[] found = new int[n];
            for (int k = 0; k < n; k++) {
              found[k] = table.id(word, k);
            }
            assertArrayEquals(vectors.nearest(word, n), found, "seed " + seed + " word " + word);
          }
          assertEquals(word, table.id(word, 0));
        }
      }
    }
  }

  @Test
  void roundingOfTheProductChangesNothing() {
    for (long seed = 0; seed < 20; seed++) {
      SeededRandom random = new SeededRandom(seed);
      int count = 80;
      float[] rows = new float[count * 3];
      for (int i = 0; i < rows.length; i++) {
        // Few values, so that many words tie.
        rows[i] = random.nextInt(3) - 1;
      }
      UnitVectors vectors = UnitVectors.of(rows, count, 3);
      NeighbourTable want = NeighbourSearch.PLAIN_JAVA.search(vectors, 9);
      ExactNeighbours noisy = new ExactNeighbours(vectors, 9);
      float[][] cosines = new float[count][count];
      for (int word = 0; word < count; word++) {
        for (int i = 0; i < count; i++) {
          cosines[word][i] = (float) (vectors.cosine(word, i) + random.uniform(-4e-6f, 4e-6f));
        }
      }
      for (int[] block : new int[][] {{60, 20}, {0, 1}, {1, 59}}) {
        noisy.addRows(
            block[0],
            block[1],
            (row, into) -> System.arraycopy(cosines[block[0] + row], 0, into, 0, count));
      }
      NeighbourTable got = noisy.build();
      for (int word = 0; word < count; word++) {
        for (int k = 0; k < 9; k++) {
          assertEquals(want.id(word, k), got.id(word, k), "seed " + seed + " word " + word);
          assertEquals(want.similarity(word, k), got.similarity(word, k));
          if (k > 1 && got.similarity(word, k) == got.similarity(word, k - 1)) {
            assertTrue(got.id(word, k) > got.id(word, k - 1), "ties go to the lower id");
          }
        }
      }
    }
  }

  @Test
  void zeroVectorsHaveNoSimilarityAndNoNaN() {
    UnitVectors vectors = UnitVectors.of(new float[] {0, 0, 3, 4}, 2, 2);
    assertEquals(0, vectors.cosine(0, 0));
    assertEquals(0, vectors.cosine(0, 1));
    assertEquals(1, vectors.cosine(1, 1), 1e-7);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 2}, 2, 1);
    assertThrows(IllegalArgumentException.class, () -> new ExactNeighbours(vectors, 3));
    assertThrows(IllegalArgumentException.class, () -> new ExactNeighbours(vectors, 0));
    assertThrows(
        IllegalArgumentException.class, () -> UnitVectors.of(new float[] {Float.NaN}, 1, 1));
    assertThrows(IllegalStateException.class, () -> new ExactNeighbours(vectors, 2).build());
  }

  @Test
  void someWordsAlone() {
    io.github.simloss.random.SeededRandom random = new io.github.simloss.random.SeededRandom(3);
    float[] rows = new float[40 * 6];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    UnitVectors vectors = UnitVectors.of(rows, 40, 6);
    NeighbourTable all = NeighbourSearch.PLAIN_JAVA.search(vectors, 7);
    NeighbourTable some = NeighbourSearch.ofWords(java.util.Set.of(3, 39)).search(vectors, 7);
    for (int word = 0; word < 40; word++) {
      for (int k = 0; k < 7; k++) {
        boolean asked = word == 3 || word == 39;
        assertEquals(asked ? all.id(word, k) : word, some.id(word, k));
        assertEquals(asked ? all.similarity(word, k) : 1, some.similarity(word, k), 1e-6);
      }
    }
  }
}
