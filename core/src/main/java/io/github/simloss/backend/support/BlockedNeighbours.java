package io.github.simloss.backend.support;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.similarity.ExactNeighbours;
import io.github.simloss.similarity.NeighbourTable;
import java.util.function.Consumer;

/**
 * The exact N nearest words of every word, from blocks of cosines that are one product each.
 *
 * @since 0.1.0
 */
public final class BlockedNeighbours {
  /** Values of a block of cosines: 16 MB. */
  private static final int BLOCK_VALUES = 4_000_000;

  private BlockedNeighbours() {}

  /** An engine's product of some unit rows with all. */
  @FunctionalInterface
  public interface Product {
    /**
     * Computes a block.
     *
     * @param from the first row
     * @param count how many; the first block is the largest
     * @param use takes the cosines, which need not outlive the call
     */
    void rows(int from, int count, Consumer<ExactNeighbours.CosineRows> use);
  }

  /**
   * Runs all blocks.
   *
   * @param vectors V unit rows
   * @param neighbours N, in 1..V
   * @param product computes
   * @throws IllegalArgumentException if N is out of range
   */
  public static NeighbourTable find(UnitVectors vectors, int neighbours, Product product) {
    ExactNeighbours table = new ExactNeighbours(vectors, neighbours);
    int count = vectors.count();
    int block = Math.max(1, Math.min(count, BLOCK_VALUES / count));
    for (int from = 0; from < count; from += block) {
      int first = from;
      int rows = Math.min(block, count - from);
      product.rows(first, rows, cosines -> table.addRows(first, rows, cosines));
    }
    return table.build();
  }
}
