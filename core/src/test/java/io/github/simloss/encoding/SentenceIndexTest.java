package io.github.simloss.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.random.SeededRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceIndexTest {
  private static final int SIZE = 7;

  private static float[] random(int rows, long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] codes = new float[rows * SIZE];
    for (int k = 0; k < codes.length; k++) {
      codes[k] = random.uniform(-1, 1);
    }
    return codes;
  }

  private static double cosine(float[] a, int from, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int k = 0; k < SIZE; k++) {
      dot += (double) a[from + k] * b[k];
      aa += (double) a[from + k] * a[from + k];
      bb += (double) b[k] * b[k];
    }
    return dot / Math.sqrt(aa * bb);
  }

  @Test
  void theNearestAreThoseOfAllPairs() {
    float[] codes = random(400, 1);
    SentenceIndex index = new SentenceIndex(codes, SIZE);
    assertEquals(400, index.size());
    for (int q = 0; q < 20; q++) {
      float[] query = random(1, 100 + q);
      List<SentenceIndex.Match> found = index.nearest(query, 9);
      int[] want =
          IntStream.range(0, 400)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -cosine(codes, i * SIZE, query)))
              .limit(9)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k = 0; k < 9; k++) {
        assertEquals(want[k], found.get(k).index(), "query " + q);
        assertEquals(cosine(codes, want[k] * SIZE, query), found.get(k).similarity(), 1e-6);
      }
    }
  }

  @Test
  void tiesComeInTheirOrderAndZerosAreLikeNothing() {
    float[] codes = new float[4 * SIZE];
    codes[SIZE] = 2;
    codes[3 * SIZE] = 5;
    float[] query = new float[SIZE];
    query[0] = 1;
    List<SentenceIndex.Match> found = new SentenceIndex(codes, SIZE).nearest(query, 10);
    assertEquals(List.of(1, 3, 0, 2), found.stream().map(SentenceIndex.Match::index).toList());
    assertEquals(1, found.get(0).similarity());
    assertEquals(0, found.get(2).similarity());
    assertEquals(1, new SentenceIndex(codes, SIZE).nearest(query, 1).get(0).index());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SentenceIndex index = new SentenceIndex(random(3, 1), SIZE);
    assertThrows(IllegalArgumentException.class, () -> index.nearest(random(1, 1), 0));
    assertThrows(IllegalArgumentException.class, () -> index.nearest(new float[3], 1));
    assertThrows(IllegalArgumentException.class, () -> new SentenceIndex(new float[8], SIZE));
    float[] bad = random(1, 1);
    bad[2] = Float.NaN;
    assertThrows(IllegalArgumentException.class, () -> index.nearest(bad, 1));
  }
}
