package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The nearest words by cosine, against all pairs in double precision. */
public interface NeighbourContract extends Contract {

  /** Random vectors, some of them zero, some of them twice. */
  @Test
  default void nearestOfRandomVectors() {
    for (int seed = 0; seed < 3; seed++) {
      int count = 307;
      int dimension = 19;
      float[] rows = Toy.uniform(SeededRandom.derive(seed, "vectors", 0), count * dimension, 1);
      copy(rows, dimension, 3, 290);
      copy(rows, dimension, 3, 100);
      copy(rows, dimension, 306, 0);
      Arrays.fill(rows, 7 * dimension, 8 * dimension, 0);
      Arrays.fill(rows, 200 * dimension, 201 * dimension, 0);
      UnitVectors vectors = UnitVectors.of(rows, count, dimension);
      for (int neighbours : new int[] {1, 2, 10, count}) {
        check(vectors, neighbours, "seed " + seed + ", N = " + neighbours);
      }
    }
  }

  private static void copy(float[] rows, int dimension, int from, int to) {
    System.arraycopy(rows, from * dimension, rows, to * dimension, dimension);
  }

  private void check(UnitVectors vectors, int neighbours, String what) {
    NeighbourTable got = engine().neighbours(vectors, neighbours);
    assertEquals(vectors.count(), got.count(), what);
    assertEquals(neighbours, got.neighbours(), what);
    for (int word = 0; word < vectors.count(); word++) {
      String where = what + ", word " + word;
      int[] order = sorted(vectors, word);
      boolean[] seen = new boolean[vectors.count()];
      assertEquals(word, got.id(word, 0), where + ": first is the word itself");
      assertEquals(vectors.isZero(word) ? 0 : 1, got.similarity(word, 0), 1e-6, where);
      seen[word] = true;
      for (int k = 1; k < neighbours; k++) {
        int id = got.id(word, k);
        assertTrue(!seen[id], where + ": id " + id + " stands twice");
        seen[id] = true;
        double cosine = vectors.cosine(word, id);
        assertEquals(cosine, got.similarity(word, k), 1e-6, where + ": similarity of " + id);
        // The k-th best value is settled; which of two words within float rounding has it is not.
        assertEquals(vectors.cosine(word, order[k]), cosine, 1e-6, where + ": place " + k);
        if (k > 1) {
          float before = got.similarity(word, k - 1);
          assertTrue(before >= got.similarity(word, k), where + ": falling");
          assertTrue(
              before > got.similarity(word, k) || got.id(word, k - 1) < id,
              where + ": ties by rising id");
        }
      }
    }
  }

  /** The word itself, then by falling cosine, ties by rising id. */
  private static int[] sorted(UnitVectors vectors, int word) {
    return IntStream.range(0, vectors.count())
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> i == word ? 0 : 1)
                .thenComparing(i -> -vectors.cosine(word, i))
                .thenComparing(i -> i))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Vectors whose cosines are exact in float, so that hundreds tie: the table is settled. */
  @Test
  default void tiesGoToTheLowerId() {
    int count = 263;
    int dimension = 11;
    SeededRandom random = SeededRandom.derive(5, "ties", 0);
    float[] rows = new float[count * dimension];
    int[] columns = IntStream.range(0, dimension).toArray();
    for (int i = 0; i < count; i++) {
      random.shuffle(columns);
      for (int k = 0; k < 4; k++) {
        // Four halves have length 1, and every dot product is a multiple of a quarter.
        rows[i * dimension + columns[k]] = random.nextInt(2) == 0 ? 0.5f : -0.5f;
      }
    }
    UnitVectors vectors = UnitVectors.of(rows, count, dimension);
    for (int neighbours : new int[] {1, 5, 40, count}) {
      NeighbourTable got = engine().neighbours(vectors, neighbours);
      for (int word = 0; word < count; word++) {
        int[] order = sorted(vectors, word);
        for (int k = 0; k < neighbours; k++) {
          assertEquals(order[k], got.id(word, k), "N " + neighbours + ", word " + word);
          assertEquals((float) vectors.cosine(word, order[k]), got.similarity(word, k));
        }
      }
    }
  }

  /** The same vector under several ids is the same word to all others: the lower id is nearer. */
  @Test
  default void duplicatesComeByRisingId() {
    int count = 501;
    int dimension = 50;
    float[] rows = Toy.uniform(SeededRandom.derive(6, "duplicates", 0), count * dimension, 1);
    for (int copy : new int[] {0, 17, 64, 255, 256, 499}) {
      copy(rows, dimension, 500, copy);
    }
    int[] family = {0, 17, 64, 255, 256, 499, 500};
    UnitVectors vectors = UnitVectors.of(rows, count, dimension);
    NeighbourTable got = engine().neighbours(vectors, count);
    for (int word = 0; word < count; word++) {
      int reader = word;
      int[] places =
          IntStream.range(1, count)
              .filter(k -> Arrays.binarySearch(family, got.id(reader, k)) >= 0)
              .toArray();
      for (int j = 1; j < places.length; j++) {
        String what = "word " + word + ", place " + places[j];
        assertEquals(places[j - 1] + 1, places[j], what + ": duplicates stand together");
        assertTrue(got.id(word, places[j - 1]) < got.id(word, places[j]), what);
        assertEquals(got.similarity(word, places[j - 1]), got.similarity(word, places[j]), what);
      }
    }
  }

  /** One word, and numbers of neighbours that do not exist. */
  @Test
  default void neighboursAtTheLimits() {
    UnitVectors one = UnitVectors.of(new float[] {3, 4}, 1, 2);
    NeighbourTable table = engine().neighbours(one, 1);
    assertEquals(0, table.id(0, 0));
    assertEquals(1, table.similarity(0, 0), 1e-6);
    for (int neighbours : new int[] {0, -1, 2}) {
      assertThrows(IllegalArgumentException.class, () -> engine().neighbours(one, neighbours));
    }
    UnitVectors zeros = UnitVectors.of(new float[6], 3, 2);
    NeighbourTable ofZeros = engine().neighbours(zeros, 3);
    for (int word = 0; word < 3; word++) {
      for (int k = 0; k < 3; k++) {
        assertEquals(0f, ofZeros.similarity(word, k), "a zero vector is like nothing");
      }
    }
    assertEquals(0, ofZeros.id(1, 1));
    assertEquals(2, ofZeros.id(1, 2));
  }
}
