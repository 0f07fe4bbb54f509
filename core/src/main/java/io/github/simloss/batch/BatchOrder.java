package io.github.simloss.batch;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Which sentences stand together in which batch. The order of an epoch depends on the seed and the
 * epoch alone, so a resumed run finds its place without having kept the permutation.
 *
 * @since 0.1.0
 */
public final class BatchOrder {
  /**
   * Batches that are sorted by length together: enough to save padding, few enough to stay random.
   */
  private static final int BATCHES_PER_POOL = 50;

  private BatchOrder() {}

  /**
   * The batches of a training epoch.
   *
   * @param lengths the length of every sentence
   * @param batchSize sentences a batch, at least 1; the last may be smaller
   * @param groupByLength whether sentences of like length share a batch (within random pools of 50
   *     batches, whose order is random again)
   * @param seed the run's seed
   * @param epoch from 0
   * @return indices into {@code lengths}, each exactly once
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public static int[][] training(
      int[] lengths, int batchSize, boolean groupByLength, long seed, long epoch) {
    requireBatchSize(batchSize);
    SeededRandom random = SeededRandom.derive(seed, "batches", epoch);
    int[] order = range(lengths.length);
    random.shuffle(order);
    if (!groupByLength) {
      return cut(order, batchSize);
    }
    int pool = (int) Math.min(lengths.length, (long) batchSize * BATCHES_PER_POOL);
    for (int from = 0; from < order.length; from += pool) {
      int to = Math.min(order.length, from + pool);
      int[] sorted = byLength(Arrays.copyOfRange(order, from, to), lengths);
      System.arraycopy(sorted, 0, order, from, to - from);
    }
    int[][] batches = cut(order, batchSize);
    int[] places = range(batches.length);
    random.shuffle(places);
    int[][] shuffled = new int[batches.length][];
    for (int i = 0; i < places.length; i++) {
      shuffled[i] = batches[places[i]];
    }
    return shuffled;
  }

  /**
   * The batches of an evaluation: longest sentences first, nothing random.
   *
   * @param lengths the length of every sentence
   * @param batchSize sentences a batch, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public static int[][] evaluation(int[] lengths, int batchSize) {
    requireBatchSize(batchSize);
    return cut(byLength(range(lengths.length), lengths), batchSize);
  }

  private static void requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + "; it must be at least 1");
    }
  }

  private static int[] range(int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static int[] byLength(int[] indices, int[] lengths) {
    return Arrays.stream(indices)
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> lengths[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[][] cut(int[] order, int batchSize) {
    int[][] batches = new int[(int) (((long) order.length + batchSize - 1) / batchSize)][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] =
          Arrays.copyOfRange(
              order, i * batchSize, (int) Math.min(order.length, (i + 1L) * batchSize));
    }
    return batches;
  }
}
