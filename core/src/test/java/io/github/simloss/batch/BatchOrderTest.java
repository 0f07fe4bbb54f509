package io.github.simloss.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOrderTest {
  private static int[] lengths(int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return IntStream.range(0, count).map(i -> 1 + random.nextInt(15)).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 999, 1000, 5000})
  void everySentenceComesExactlyOnce(int count) {
    for (boolean grouped : new boolean[] {false, true}) {
      for (int batchSize : new int[] {1, 10, 128}) {
        int[][] order = BatchOrder.training(lengths(count, count), batchSize, grouped, 3, 5);
        int[] all = Arrays.stream(order).flatMapToInt(Arrays::stream).sorted().toArray();
        assertArrayEquals(IntStream.range(0, count).toArray(), all);
        assertTrue(Arrays.stream(order).allMatch(b -> b.length > 0 && b.length <= batchSize));
      }
    }
    int[][] evaluation = BatchOrder.evaluation(lengths(count, 1), 64);
    assertEquals(count, Arrays.stream(evaluation).mapToInt(b -> b.length).sum());
  }

  @Test
  void dependsOnSeedAndEpochAlone() {
    int[] lengths = lengths(500, 2);
    int[][] once = BatchOrder.training(lengths, 10, true, 7, 1);
    assertTrue(Arrays.deepEquals(once, BatchOrder.training(lengths, 10, true, 7, 1)));
    assertFalse(Arrays.deepEquals(once, BatchOrder.training(lengths, 10, true, 7, 2)));
    assertFalse(Arrays.deepEquals(once, BatchOrder.training(lengths, 10, true, 8, 1)));
  }

  @Test
  void groupingSavesPaddingAndStaysRandom() {
    int[] lengths = lengths(20_000, 4);
    long mixed = padding(lengths, BatchOrder.training(lengths, 32, false, 1, 0));
    int[][] grouped = BatchOrder.training(lengths, 32, true, 1, 0);
    assertTrue(padding(lengths, grouped) < mixed / 5, "padding " + mixed);
    // Neither the first nor the last tenth of an epoch is all short or all long.
    int tenth = grouped.length / 10;
    double first = mean(lengths, Arrays.copyOf(grouped, tenth));
    double last =
        mean(lengths, Arrays.copyOfRange(grouped, grouped.length - tenth, grouped.length));
    assertEquals(8, first, 2);
    assertEquals(8, last, 2);
  }

  private static long padding(int[] lengths, int[][] batches) {
    long padding = 0;
    for (int[] batch : batches) {
      int longest = Arrays.stream(batch).map(i -> lengths[i]).max().getAsInt();
      padding += Arrays.stream(batch).map(i -> longest - lengths[i]).sum();
    }
    return padding;
  }

  private static double mean(int[] lengths, int[][] batches) {
    return Arrays.stream(batches)
        .flatMapToInt(Arrays::stream)
        .map(i -> lengths[i])
        .average()
        .getAsDouble();
  }
}
