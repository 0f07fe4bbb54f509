package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.loss.TargetWeights;
import java.util.Arrays;

/** Rows read from the structure's own arrays. */
final class StoredRows extends WordRows {
  private final Reader reader;

  /** Adds some times the row of a word. */
  private interface Reader {
    void add(int word, float share, float[] row);

    default void copy(int word, float[] row) {
      Arrays.fill(row, 0);
      add(word, 1, row);
    }
  }

  StoredRows(TargetWeights weights) {
    reader =
        weights.<Reader>match(
            oneHot -> (word, share, row) -> row[word] += share,
            sparse -> (word, share, row) -> add(sparse, word, share, row),
            factored -> {
              throw new IllegalArgumentException("factored weights hold no rows");
            },
            DenseReader::new);
  }

  private static void add(TargetWeights.Sparse table, int word, float share, float[] row) {
    for (int n = word * table.width(); n < (word + 1) * table.width(); n++) {
      row[table.ids()[n]] += share * table.weights()[n];
    }
  }

  /** A table's rows. */
  private record DenseReader(TargetWeights.Dense dense) implements Reader {
    @Override
    public void add(int word, float share, float[] row) {
      float[] table = dense.table();
      int at = word * row.length;
      for (int i = 0; i < row.length; i++) {
        row[i] += share * table[at + i];
      }
    }

    @Override
    public void copy(int word, float[] row) {
      System.arraycopy(dense.table(), word * row.length, row, 0, row.length);
    }
  }

  @Override
  void copy(int word, float[] row) {
    reader.copy(word, row);
  }

  @Override
  void add(int word, float share, float[] row, float[] scratch) {
    reader.add(word, share, row);
  }

  @Override
  public void close() {
    // The arrays belong to the loss.
  }
}
