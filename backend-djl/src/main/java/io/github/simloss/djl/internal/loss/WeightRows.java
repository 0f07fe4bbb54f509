package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.support.BagSums;
import io.github.simloss.batch.WordBags;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/**
 * Whole rows w(t, .) for a chunk of targets, or sums of them for a chunk of bags: taken from a V x
 * V table, or the product of factors.
 */
public final class WeightRows {
  private final NDManager manager;
  private final float[] host;
  private final PtNDArray table;
  private final PtNDArray targets;
  private final PtNDArray transposed;

  /** The factors on the Java heap are those of the weights themselves, not a copy. */
  private WeightRows(
      NDManager manager, float[] host, PtNDArray table, PtNDArray targets, PtNDArray transposed) {
    this.manager = manager;
    this.host = host;
    this.table = lasting(table);
    this.targets = lasting(targets);
    this.transposed = lasting(transposed);
  }

  private static PtNDArray lasting(PtNDArray array) {
    return array == null ? null : NativeArrays.lasting(array);
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
          PtNDArray table = NativeArrays.floats(manager, dense.table(), size, size);
          return new WeightRows(manager, null, table, null, null);
        });
  }

  private static WeightRows product(
      TargetWeights.Factored weights, NDManager manager, MemoryBudget memory) {
    int size = weights.vocabularySize();
    PtNDArray factors = NativeArrays.floats(manager, weights.factors(), size, weights.rank());
    PtNDArray transposed = JniUtils.transpose(factors, 0, 1);
    PtNDArray targets =
        weights.isSymmetric()
            ? factors
            : NativeArrays.floats(manager, weights.targets(), size, weights.rank());
    boolean fits = 4L * size * size <= memory.tableBytes();
    PtNDArray table = fits ? JniUtils.matmul(targets, transposed) : null;
    return new WeightRows(manager, weights.targets(), table, targets, transposed);
  }

  /** The rows of some targets, n x V. */
  PtNDArray rows(PtNDArray ids) {
    return table != null
        ? JniUtils.embedding(ids, table, false)
        : JniUtils.matmul(JniUtils.embedding(ids, targets, false), transposed);
  }

  /**
   * The weighted sums of the rows of some bags, n x V.
   *
   * @param bags what each row is charged for
   * @param from the first of the bags
   * @param count n, at least 1
   */
  PtNDArray rows(WordBags bags, int from, int count) {
    if (isSingle(bags, from, count)) {
      int[] ids = Arrays.copyOfRange(bags.ids(), bags.starts()[from], bags.starts()[from + count]);
      return rows(NativeArrays.indices(manager, ids));
    }
    if (host != null) {
      int rank = host.length / Math.toIntExact(targets.getShape().get(0));
      float[] sums = BagSums.of(host, rank, bags, from, count);
      return JniUtils.matmul(NativeArrays.floats(manager, sums, count, rank), transposed);
    }
    return tableSums(bags, from, count);
  }

  /** Whether each bag is one word of weight 1. */
  private static boolean isSingle(WordBags bags, int from, int count) {
    for (int k = from; k < from + count; k++) {
      int at = bags.starts()[k];
      if (bags.starts()[k + 1] != at + 1 || bags.weights()[at] != 1) {
        return false;
      }
    }
    return true;
  }

  /** The first words of all bags, then the second ones: memory stays at two arrays of n x V. */
  private PtNDArray tableSums(WordBags bags, int from, int count) {
    PtNDArray sums = NativeArrays.zeros(manager, count, table.getShape().get(1));
    for (int word = 0; ; word++) {
      long[] ids = new long[count];
      float[] weights = new float[count];
      boolean any = false;
      for (int k = 0; k < count; k++) {
        int at = bags.starts()[from + k] + word;
        if (at < bags.starts()[from + k + 1]) {
          ids[k] = bags.ids()[at];
          weights[k] = bags.weights()[at];
          any = true;
        }
      }
      if (!any) {
        return sums;
      }
      try (PtNDArray factor = NativeArrays.floats(manager, weights, count, 1);
          PtNDArray part = rows(NativeArrays.indices(manager, ids))) {
        JniUtils.muli(part, factor);
        JniUtils.addi(sums, part);
      }
    }
  }
}
