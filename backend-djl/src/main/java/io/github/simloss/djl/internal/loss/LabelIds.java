package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.github.simloss.backend.support.ArgumentChecks;
import java.util.Arrays;

/**
 * The labels of a batch that cost something.
 *
 * @param targets their ids
 * @param positions where they stand
 * @param count of all positions, padding included
 */
public record LabelIds(int[] targets, long[] positions, long count) {

  /**
   * Reads and checks labels.
   *
   * @param labels ids in any shape
   * @param count how many positions the logits have
   * @param size V
   * @param paddingId what costs nothing, or {@code null}
   * @throws IllegalArgumentException naming both numbers if they disagree
   */
  public static LabelIds read(NDArray labels, long count, int size, Integer paddingId) {
    if (labels.size() != count) {
      throw new IllegalArgumentException(
          "labels of shape "
              + labels.getShape()
              + " are "
              + labels.size()
              + " ids for "
              + count
              + " positions of logits; one-hot labels are not taken");
    }
    double[] values = labels.toType(DataType.FLOAT64, false).toDoubleArray();
    int[] targets = new int[values.length];
    long[] positions = new long[values.length];
    int used = 0;
    for (int k = 0; k < values.length; k++) {
      if (paddingId != null && values[k] == paddingId) {
        continue;
      }
      targets[used] = ArgumentChecks.label(values[k], k, size);
      positions[used++] = k;
    }
    return new LabelIds(Arrays.copyOf(targets, used), Arrays.copyOf(positions, used), count);
  }
}
