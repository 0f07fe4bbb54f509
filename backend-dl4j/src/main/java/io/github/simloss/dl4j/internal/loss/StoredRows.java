package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/** Rows read from the structure's own arrays. */
final class StoredRows implements WeightRows {
  private final Reader reader;

  /** Copies the row of a target. */
  private interface Reader {
    void read(int target, float[] row);
  }

  StoredRows(TargetWeights weights) {
    reader =
        weights.match(
            oneHot ->
                (target, row) -> {
                  Arrays.fill(row, 0);
                  row[target] = 1;
                },
            sparse -> (target, row) -> read(sparse, target, row),
            factored -> {
              throw new IllegalArgumentException("factored weights hold no rows");
            },
            dense ->
                (target, row) ->
                    System.arraycopy(dense.table(), target * row.length, row, 0, row.length));
  }

  private static void read(TargetWeights.Sparse table, int target, float[] row) {
    Arrays.fill(row, 0);
    for (int n = target * table.width(); n < (target + 1) * table.width(); n++) {
      row[table.ids()[n]] += table.weights()[n];
    }
  }

  @Override
  public void prepare(int[] targets, int from, int count) {
    // Nothing to compute ahead.
  }

  @Override
  public void read(int k, int target, float[] row) {
    reader.read(target, row);
  }

  @Override
  public void close() {
    // The arrays belong to the loss.
  }
}
