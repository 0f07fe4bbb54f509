package io.github.simloss.dl4j;

import io.github.simloss.loss.TargetWeights;

/** Whole rows w(t, .) for a chunk of targets. */
interface WeightRows extends AutoCloseable {
  /**
   * Megabytes that a V x V table of similarities may take. A table makes a step faster than a
   * product for every chunk.
   */
  String TABLE_PROPERTY = "simloss.dl4j.tableMegabytes";

  /** The table's budget if the property is not set. */
  int TABLE_MEGABYTES = 512;

  /** Rows of any structure. */
  static WeightRows of(TargetWeights weights) {
    if (weights instanceof TargetWeights.Factored factored) {
      long bytes = 4L * factored.vocabularySize() * factored.vocabularySize();
      long budget = Integer.getInteger(TABLE_PROPERTY, TABLE_MEGABYTES) * 1_000_000L;
      return bytes <= budget ? new TableRows(factored) : new FactoredRows(factored);
    }
    return new PlainRows(weights);
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
