package io.github.simloss.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.loss.TargetWeights;

/**
 * Whole rows w(t, .) for a chunk of targets: taken from a V x V table, or the product of factors.
 */
final class RowSource {
  /** Megabytes that a table made of factors may take; it makes a step faster than a product. */
  static final String TABLE_PROPERTY = "simloss.djl.tableMegabytes";

  private static final int TABLE_MEGABYTES = 512;

  private final PtNDArray table;
  private final PtNDArray factors;
  private final PtNDArray transposed;

  /**
   * @param weights factored or dense
   * @param manager frees what is kept
   */
  RowSource(TargetWeights weights, NDManager manager) {
    int size = weights.vocabularySize();
    if (weights instanceof TargetWeights.Dense dense) {
      table = Copies.floats(manager, dense.table(), size, size);
      factors = null;
      transposed = null;
      return;
    }
    TargetWeights.Factored factored = (TargetWeights.Factored) weights;
    factors = Copies.floats(manager, factored.factors(), size, factored.rank());
    transposed = JniUtils.transpose(factors, 0, 1);
    long budget = Integer.getInteger(TABLE_PROPERTY, TABLE_MEGABYTES) * 1_000_000L;
    table = 4L * size * size <= budget ? JniUtils.matmul(factors, transposed) : null;
  }

  /** The rows of some targets, n x V. */
  PtNDArray rows(PtNDArray targets) {
    return table != null
        ? JniUtils.embedding(targets, table, false)
        : JniUtils.matmul(JniUtils.embedding(targets, factors, false), transposed);
  }
}
