package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.loss.TargetWeights;

/** Rows of A U^T from a table computed once, for a V whose table fits the memory budget. */
final class TableRows extends WordRows {
  private final Matrix table;

  TableRows(TargetWeights.Factored weights, ComputePath memory) {
    int size = weights.vocabularySize();
    table = memory.matrix(size);
    table.ensure(size);
    try (Matrix targets = memory.matrix(size, weights.rank(), weights.targets());
        Matrix factors = memory.matrix(size, weights.rank(), weights.factors())) {
      MatrixProducts.multiply(
          targets.rows(0, size), false, factors.rows(0, size), true, table.rows(0, size), 0);
    }
  }

  @Override
  void copy(int word, float[] row) {
    table.read(word, row);
  }

  @Override
  public void close() {
    table.close();
  }
}
