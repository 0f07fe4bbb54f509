package io.github.simloss.dl4j;

import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/** Rows read from the structure's own arrays. */
record PlainRows(TargetWeights weights) implements WeightRows {

  @Override
  public void prepare(int[] targets, int from, int count) {
    // Nothing to compute ahead.
  }

  @Override
  public void read(int k, int target, float[] row) {
    if (weights instanceof TargetWeights.Dense dense) {
      System.arraycopy(dense.table(), target * row.length, row, 0, row.length);
    } else if (weights instanceof TargetWeights.Sparse sparse) {
      Arrays.fill(row, 0);
      for (int n = target * sparse.width(); n < (target + 1) * sparse.width(); n++) {
        row[sparse.ids()[n]] += sparse.weights()[n];
      }
    } else {
      Arrays.fill(row, 0);
      row[target] = 1;
    }
  }

  @Override
  public void close() {
    // The arrays belong to the loss.
  }
}
