package io.github.simloss.dl4j.internal.lstm;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of the few rows of one time step with the weights of the recurrence. OpenBLAS copies the
 * weights into an order of its own every time; asked for the transposed product, weights first, it
 * needs a third less time for 10 rows of 256 values, more than turning the result costs. Memory is
 * kept.
 */
final class RecurrentProducts implements AutoCloseable {
  /** From about 32 rows on, turning costs what is gained. */
  private static final int FEW_ROWS = 16;

  private final Matrix turned;
  private float[] product = new float[0];
  private float[] rows = new float[0];

  RecurrentProducts(ComputePath memory) {
    turned = memory.matrix(1);
  }

  /**
   * {@code into = into + a w}.
   *
   * @param a count x K
   * @param w the weights, K x N, or N x K if {@code transposed}
   * @param transposed whether the weights are stored transposed
   * @param into rows x N
   * @param row the first of {@code into}
   * @param count how many
   */
  void add(INDArray a, INDArray w, boolean transposed, Matrix into, int row, int count) {
    if (count > FEW_ROWS || !into.isHost()) {
      MatrixProducts.multiply(a, false, w, transposed, into.rows(row, count), 1);
      return;
    }
    int width = into.columns();
    int values = width * count;
    turned.ensure(values);
    MatrixProducts.multiply(w, !transposed, a, true, turned.view(0, width, count), 0);
    if (product.length < values) {
      product = new float[values];
      rows = new float[values];
    }
    turned.read(0, product, 0, values);
    into.read(row, rows, 0, count);
    for (int r = 0; r < count; r++) {
      for (int k = 0; k < width; k++) {
        rows[r * width + k] += product[k * count + r];
      }
    }
    into.write(row, rows, 0, count);
  }

  @Override
  public void close() {
    turned.close();
  }
}
