package io.github.simloss.dl4j.internal.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.EngineConfig;
import io.github.simloss.dl4j.Dl4jBackend;
import io.github.simloss.dl4j.Models;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockedNeighboursTest {

  @Test
  void agreesWithSortingTiesAndZerosIncluded() {
    for (long seed = 1; seed <= 4; seed++) {
      SeededRandom random = new SeededRandom(seed);
      int count = 70 + random.nextInt(60);
      float[] rows = Models.uniform(random, count * 9, 1);
      for (int i = 0; i < count; i++) {
        int source = random.nextInt(count);
        switch (random.nextInt(4)) {
          case 0 -> System.arraycopy(rows, source * 9, rows, i * 9, 9);
          case 1 -> java.util.Arrays.fill(rows, i * 9, (i + 1) * 9, 0);
          default -> {}
        }
      }
      UnitVectors unit = UnitVectors.of(rows, count, 9);
      for (int neighbours : new int[] {1, 2, 7, count}) {
        check(unit, neighbours, "seed " + seed + ", N " + neighbours);
      }
    }
  }

  private static void check(UnitVectors unit, int neighbours, String name) {
    NeighbourTable table = new Dl4jBackend().open(EngineConfig.CPU).neighbours(unit, neighbours);
    for (int word = 0; word < unit.count(); word++) {
      int w = word;
      List<Integer> order =
          IntStream.range(0, unit.count())
              .filter(i -> i != w)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer i) -> (float) -unit.cosine(w, i))
                      .thenComparing(i -> i))
              .toList();
      assertEquals(word, table.id(word, 0), name);
      assertEquals(unit.isZero(word) ? 0 : 1, table.similarity(word, 0), name);
      for (int k = 1; k < neighbours; k++) {
        int expected = order.get(k - 1);
        assertEquals(expected, table.id(word, k), name + ", word " + word + ", place " + k);
        assertEquals((float) unit.cosine(word, expected), table.similarity(word, k), name);
      }
    }
  }
}
