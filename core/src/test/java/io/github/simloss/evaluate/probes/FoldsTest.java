package io.github.simloss.evaluate.probes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row is tried once, and every fold has its share of each class. */
class FoldsTest {
  @ParameterizedTest
  @CsvSource({"1,100,3", "2,101,10", "3,7,10", "4,2,2", "5,50,50"})
  void everyRowOnceAndEveryClassShared(long seed, int count, int folds) {
    SeededRandom random = new SeededRandom(seed);
    int[] labels = IntStream.range(0, 2 * count).map(i -> random.nextInt(3)).toArray();
    // Only every other row is dealt out.
    int[] rows = IntStream.range(0, count).map(i -> 2 * i).toArray();
    List<Folds.Fold> all = Folds.of(rows, labels, folds, random);
    String what = "seed " + seed;
    assertEquals(Math.min(folds, count), all.size(), what);
    int[] tried = all.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).sorted().toArray();
    assertArrayEquals(rows, tried, what);
    for (Folds.Fold fold : all) {
      int[] both =
          IntStream.concat(Arrays.stream(fold.train()), Arrays.stream(fold.test()))
              .sorted()
              .toArray();
      assertArrayEquals(rows, both, what);
      assertTrue(fold.test().length > 0, what);
      for (int c = 0; c < 3; c++) {
        double share = (double) count(rows, labels, c) / all.size();
        assertEquals(share, count(fold.test(), labels, c), 1, what + " class " + c);
      }
    }
  }

  private static int count(int[] rows, int[] labels, int label) {
    return (int) Arrays.stream(rows).filter(row -> labels[row] == label).count();
  }

  @Test
  void theSeedDecides() {
    int[] labels = new int[40];
    int[] rows = IntStream.range(0, 40).toArray();
    int[] once = Folds.of(rows, labels, 4, new SeededRandom(1)).get(0).test();
    assertArrayEquals(once, Folds.of(rows, labels, 4, new SeededRandom(1)).get(0).test());
    assertFalse(Arrays.equals(once, Folds.of(rows, labels, 4, new SeededRandom(2)).get(0).test()));
  }
}
