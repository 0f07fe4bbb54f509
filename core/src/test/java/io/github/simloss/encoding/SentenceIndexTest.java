package io.github.simloss.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** As it was before there were blocks: every dot product in double precision, one by one. */
  private static List<SentenceIndex.Match> oneByOne(
      float[] codes, int size, float[] query, int count) {
    float[] unit = UnitVectors.of(codes, codes.length / size, size).data();
    float[] q = UnitVectors.of(query, 1, size).data();
    List<SentenceIndex.Match> all = new ArrayList<>();
    for (int row = 0; row < unit.length / size; row++) {
      double[] sums = new double[4];
      for (int k = 0; k < size; k++) {
        int lane = k < size - size % 4 ? k % 4 : 0;
        sums[lane] += (double) q[k] * unit[row * size + k];
      }
      double dot = sums[0] + sums[1] + (sums[2] + sums[3]);
      all.add(new SentenceIndex.Match(row, Math.max(-1, Math.min(1, dot))));
    }
    all.sort(SentenceIndex.Match.WORST_FIRST.reversed());
    return all.subList(0, Math.min(count, all.size()));
  }

  @Test
  void manyQueriesOnSeveralThreadsFindTheSameToTheLastBit() {
    SeededRandom random = new SeededRandom(11);
    for (int size : new int[] {1, 2, 3, 4, 5, 8, 61}) {
      for (int rows : new int[] {1, 7, 1023, 1024, 1025, 9000}) {
        float[] codes = new float[rows * size];
        // Few different values: near ties and true ties, with zeros among them.
        for (int k = 0; k < codes.length; k++) {
          codes[k] = random.nextInt(3) - 1 + (random.nextInt(50) == 0 ? 1e-6f : 0);
        }
        int queries = rows > 5000 ? 3 : 70;
        float[] asked = new float[queries * size];
        for (int k = 0; k < asked.length; k++) {
          asked[k] = random.nextInt(5) - 2;
        }
        SentenceIndex index = new SentenceIndex(codes, size);
        List<List<SentenceIndex.Match>> found = index.nearest(asked, 12, 1);
        assertEquals(found, index.nearest(asked, 12, 3), size + " values, threads");
        for (int q = 0; q < queries; q++) {
          float[] query = Arrays.copyOfRange(asked, q * size, (q + 1) * size);
          assertEquals(
              oneByOne(codes, size, query, 12),
              found.get(q),
              rows + " rows of " + size + ", query " + q);
          assertEquals(found.get(q), index.nearest(query, 12));
        }
      }
    }
  }

  @Test
  void threadsAndRowsOfQueriesAreChecked() {
    SentenceIndex index = new SentenceIndex(random(3, 1), SIZE);
    assertEquals(List.of(), index.nearest(new float[0], 1, 1));
    assertThrows(IllegalArgumentException.class, () -> index.nearest(random(2, 1), 1, 0));
    assertThrows(IllegalArgumentException.class, () -> index.nearest(new float[8], 1, 1));
    assertThrows(IllegalArgumentException.class, () -> index.nearest(random(2, 1), 1));
    float[] bad = random(1500, 1);
    bad[1200 * SIZE] = Float.NaN;
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new SentenceIndex(bad, SIZE));
    assertTrue(refused.getMessage().contains("1200"), refused.getMessage());
  }
}
