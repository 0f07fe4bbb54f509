package io.github.simloss.dl4j.internal.loss;

/** One term of a loss, adding what it costs and its gradient to a row. */
interface HostLossTerm extends AutoCloseable {

  /** Readies a chunk: {@code targets[from .. from + count)}. */
  void prepare(int[] targets, int from, int count);

  /**
   * Adds to one row; called by several threads, each with its own row.
   *
   * @param row the softmax of this position
   * @param k the position in the chunk
   * @param target its target
   */
  void add(LossRow row, int k, int target);

  @Override
  void close();
}
