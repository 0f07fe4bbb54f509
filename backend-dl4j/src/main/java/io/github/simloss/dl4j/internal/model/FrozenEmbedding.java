package io.github.simloss.dl4j.internal.model;

import io.github.simloss.dl4j.internal.array.Matrix;

/**
 * The embedding, which is never trained and of which a batch needs a few rows: it stays on the Java
 * heap, whatever the device.
 *
 * @param dimension d
 * @param values row-major, V x d
 */
record FrozenEmbedding(int dimension, float[] values) {

  /**
   * Fills the first rows of a matrix with the vectors of ids.
   *
   * @param ids below V, or V + j for row j of the extra vectors
   * @param extraVectors row-major, k x d
   * @param into receives one row an id
   */
  void gather(int[] ids, float[] extraVectors, Matrix into) {
    int size = values.length / dimension;
    float[] rows = new float[Math.multiplyExact(ids.length, dimension)];
    for (int k = 0; k < ids.length; k++) {
      boolean known = ids[k] < size;
      System.arraycopy(
          known ? values : extraVectors,
          (known ? ids[k] : ids[k] - size) * dimension,
          rows,
          k * dimension,
          dimension);
    }
    into.ensure(ids.length);
    into.write(0, rows, 0, ids.length);
  }

  /** Fills the first rows of a matrix with the vectors of words of the vocabulary. */
  void gather(int[] ids, Matrix into) {
    gather(ids, new float[0], into);
  }
}
