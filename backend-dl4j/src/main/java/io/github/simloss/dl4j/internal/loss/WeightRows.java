package io.github.simloss.dl4j.internal.loss;

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

  /** Readies the rows of a chunk: {@code targets[from .. from + count)}. */
  void prepare(int[] targets, int from, int count);

  /**
   * Copies one row; may be called by several threads.
   *
   * @param k the position in the chunk
   * @param target its target
   * @param row receives V weights
   */
  void read(int k, int target, float[] row);

  @Override
  void close();
}
