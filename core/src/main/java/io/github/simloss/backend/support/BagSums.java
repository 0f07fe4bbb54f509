package io.github.simloss.backend.support;

import io.github.simloss.batch.WordBags;

/**
 * Sums of a table's rows over bags of words. A loss is linear in its weights, so that a bag weighs
 * words by the sum of its targets' rows; where those are products with the same factors, it is
 * enough to add up the short ones.
 *
 * @since 0.2.0
 */
public final class BagSums {
  private BagSums() {}

  /**
   * The weighted sum of each bag's rows.
   *
   * @param table row-major, V x {@code width}
   * @param width the columns
   * @param bags the words, ids in [0, V)
   * @param from the first bag
   * @param count n, how many
   * @return row-major, n x {@code width}; zeros for an empty bag
   */
  public static float[] of(float[] table, int width, WordBags bags, int from, int count) {
    float[] sums = new float[count * width];
    for (int k = 0; k < count; k++) {
      int end = bags.starts()[from + k + 1];
      for (int j = bags.starts()[from + k]; j < end; j++) {
        float weight = bags.weights()[j];
        int at = bags.ids()[j] * width;
        for (int i = 0; i < width; i++) {
          sums[k * width + i] += weight * table[at + i];
        }
      }
    }
    return sums;
  }
}
