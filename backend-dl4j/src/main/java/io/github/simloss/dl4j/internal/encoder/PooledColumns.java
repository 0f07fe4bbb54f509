package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.Pooling;

/**
 * Where the pooled outputs of one direction stand in a row of all.
 *
 * @param last the first column of the last state, -1 for none
 * @param max the first column of the largest values, -1 for none
 * @param mean the first column of the mean, -1 for none
 * @param width H
 */
record PooledColumns(int last, int max, int mean, int width) {

  /** Those of the first or the second direction. */
  static PooledColumns of(EncoderSpec spec, boolean reverse) {
    Pooling pooling = spec.pooling();
    int at = reverse ? spec.hiddenSize() : 0;
    return new PooledColumns(
        pooling == Pooling.LAST ? at : -1,
        pooling.hasMax() ? at : -1,
        pooling.hasMean() ? at + (pooling.hasMax() ? spec.outputSize() : 0) : -1,
        spec.hiddenSize());
  }

  boolean hasLast() {
    return last >= 0;
  }

  boolean hasMax() {
    return max >= 0;
  }

  boolean hasMean() {
    return mean >= 0;
  }
}
