package io.github.simloss.similarity;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Given similarities of all pairs of words. Immutable.
 *
 * @since 0.1.0
 */
public final class SimilarityTable implements GivenSimilarities {
  private final int count;
  private final float[] table;

  /**
   * Takes a table over.
   *
   * @param count V
   * @param table row-major V x V, row = target, values in [-1, 1]; its diagonal becomes 1
   * @throws IllegalArgumentException if the shape or a value is wrong
   */
  public SimilarityTable(int count, float[] table) {
    if (count < 1 || (long) count * count != table.length) {
      throw new IllegalArgumentException(table.length + " values are not " + count + " x " + count);
    }
    for (int k = 0; k < table.length; k++) {
      if (!GivenSimilarities.inRange(table[k])) {
        throw new IllegalArgumentException(
            "value "
                + table[k]
                + " at row "
                + k / count
                + ", column "
                + k % count
                + " is outside [-1, 1]");
      }
    }
    for (int word = 0; word < count; word++) {
      table[word * count + word] = 1;
    }
    this.count = count;
    this.table = table;
  }

  @Override
  public int count() {
    return count;
  }

  /** The table, row-major V x V, row = target; not to be written to. */
  public float[] table() {
    return table;
  }

  @Override
  public NeighbourTable neighbours(int neighbours) {
    RankKeys.requireNeighbours(neighbours, count);
    int[] ids = new int[Math.multiplyExact(count, neighbours)];
    float[] similarities = new float[ids.length];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            word -> {
              long[] keys = new long[count];
              for (int i = 0; i < count; i++) {
                // Before all others: no similarity is this large.
                float first = Float.POSITIVE_INFINITY;
                keys[i] = RankKeys.of(i, i == word ? first : table[word * count + i]);
              }
              Arrays.sort(keys);
              int at = word * neighbours;
              for (int k = 0; k < neighbours; k++) {
                ids[at + k] = RankKeys.id(keys[k]);
                similarities[at + k] = k == 0 ? 1 : RankKeys.similarity(keys[k]);
              }
            });
    return new NeighbourTable(count, neighbours, ids, similarities);
  }
}
