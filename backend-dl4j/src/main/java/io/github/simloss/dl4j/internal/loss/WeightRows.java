package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.loss.TargetWeights;

/** Whole rows w(t, .) for a chunk of targets. */
interface WeightRows extends AutoCloseable {
  /** Rows of any structure; from a table if it takes no more than some bytes. */
  static WeightRows of(TargetWeights weights, ComputePath memory, long tableBytes) {
    return weights.match(
        StoredRows::new,
        StoredRows::new,
        factored -> {
          long bytes = 4L * factored.vocabularySize() * factored.vocabularySize();
          // Rows of rank 1, as of uniform smoothing, cost no more to make than to look up.
          return factored.rank() > 1 && bytes <= Math.min(tableBytes, Integer.MAX_VALUE)
              ? new TableRows(factored, memory)
              : new FactoredRows(factored, memory);
        },
        StoredRows::new);
  }

  /**
   * Readies the rows of a chunk.
   *
   * @param targets what rows are charged for
   * @param from the chunk's first row
   * @param count how many
   */
  void prepare(WordBags targets, int from, int count);

  /**
   * Copies one row, the sum over its targets: sum_t a_t w(t, .); may be called by several threads.
   *
   * @param k the row in the chunk
   * @param row receives V weights
   * @param scratch work space of V values, each thread's own
   */
  void read(int k, float[] row, float[] scratch);

  @Override
  void close();
}
