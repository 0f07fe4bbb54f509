package io.github.simloss.embeddings.internal.fasttext;

import java.util.Arrays;

/** Where the n-grams went that a pruned model kept. */
final class PrunedRows {
  private final int[] buckets;
  private final int[] rows;

  /**
   * @param pairs bucket in the upper, row in the lower 32 bits; of a bucket that occurs twice the
   *     greater row counts
   */
  PrunedRows(long[] pairs) {
    long[] sorted = pairs.clone();
    Arrays.sort(sorted);
    this.buckets = new int[sorted.length];
    this.rows = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      buckets[i] = (int) (sorted[i] >>> 32);
      rows[i] = (int) sorted[i];
    }
  }

  int size() {
    return buckets.length;
  }

  /** How many rows there must be: one more than the greatest. */
  int most() {
    int most = 0;
    for (int row : rows) {
      most = Math.max(most, Math.addExact(row, 1));
    }
    return most;
  }

  /** The row of a bucket; -1 if it was not kept. */
  int row(int bucket) {
    int at = Arrays.binarySearch(buckets, bucket);
    return at < 0 ? -1 : rows[at];
  }
}
