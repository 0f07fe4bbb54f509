package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;

/** One term of a loss, adding what it costs and its gradient to a row. */
interface HostLossTerm extends AutoCloseable {

  /** Turns to a chunk: the rows {@code [from, from + count)} of some targets. */
  void prepare(WordBags targets, int from, int count);

  /**
   * Adds to one row; called by several threads, each with its own row.
   *
   * @param row its softmax
   * @param k the row in the chunk
   */
  void add(LossRow row, int k);

  @Override
  void close();
}
