package io.github.simloss.similarity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.io.SeededRandom;
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
  void tiesGoToTheLowerIdWhateverTheOrderOfBlocks() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 1, 1, 1, 1}, 5, 1);
    TopNeighbours forward = new TopNeighbours(vectors, 3);
    TopNeighbours backward = new TopNeighbours(vectors, 3);
    float[] ones = {1, 1, 1, 1, 1};
    for (int word = 0; word < 5; word++) {
      forward.offer(word, 0, ones, 0, 5);
      for (int id = 4; id >= 0; id--) {
        backward.offer(word, id, ones, 0, 1);
      }
    }
    NeighbourTable a = forward.build();
    NeighbourTable b = backward.build();
    for (int word = 0; word < 5; word++) {
      for (int k = 0; k < 3; k++) {
        assertEquals(a.id(word, k), b.id(word, k));
      }
    }
    assertEquals(4, a.id(4, 0));
    assertEquals(0, a.id(4, 1));
    assertEquals(1, a.id(4, 2));
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
    assertThrows(IllegalArgumentException.class, () -> new TopNeighbours(vectors, 3));
    assertThrows(IllegalArgumentException.class, () -> new TopNeighbours(vectors, 0));
    assertThrows(
        IllegalArgumentException.class, () -> UnitVectors.of(new float[] {Float.NaN}, 1, 1));
    assertThrows(IllegalStateException.class, () -> new TopNeighbours(vectors, 2).build());
  }
}
