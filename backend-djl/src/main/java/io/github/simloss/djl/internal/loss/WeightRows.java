package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.loss.TargetWeights;

/**
 * Whole rows w(t, .) for a chunk of targets: taken from a V x V table, or the product of factors.
 */
public final class WeightRows {
  private final PtNDArray table;
  private final PtNDArray factors;
  private final PtNDArray transposed;

  private WeightRows(PtNDArray table, PtNDArray factors, PtNDArray transposed) {
    this.table = table;
    this.factors = factors;
    this.transposed = transposed;
  }

  /**
   * Makes what rows come from.
   *
   * @param weights whose rows are whole: factored or dense
   * @param manager frees what is kept
   * @param memory what a table may take
   */
  static WeightRows of(TargetWeights weights, NDManager manager, MemoryBudget memory) {
    return weights.match(
        oneHot -> {
          throw new IllegalArgumentException("one-hot weights have no whole rows");
        },
        sparse -> {
          throw new IllegalArgumentException("sparse weights have no whole rows");
        },
        factored -> product(factored, manager, memory),
        dense -> {
          int size = dense.vocabularySize();
          return new WeightRows(
              NativeArrays.floats(manager, dense.table(), size, size), null, null);
        });
  }

  private static WeightRows product(
      TargetWeights.Factored weights, NDManager manager, MemoryBudget memory) {
    int size = weights.vocabularySize();
    PtNDArray factors = NativeArrays.floats(manager, weights.factors(), size, weights.rank());
    PtNDArray transposed = JniUtils.transpose(factors, 0, 1);
    boolean fits = 4L * size * size <= memory.tableBytes();
    return new WeightRows(fits ? JniUtils.matmul(factors, transposed) : null, factors, transposed);
  }

  /** The rows of some targets, n x V. */
  PtNDArray rows(PtNDArray targets) {
    return table != null
        ? JniUtils.embedding(targets, table, false)
        : JniUtils.matmul(JniUtils.embedding(targets, factors, false), transposed);
  }
}
