package io.github.simloss.benchmarks.training;

import io.github.simloss.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product of a training step, rows x inner times inner x columns.
 *
 * @param rows of the result
 * @param inner what is summed over
 * @param columns of the result
 * @param transposeFirst the first operand is stored inner x rows
 * @param transposeSecond the second operand is stored columns x inner
 */
record Product(int rows, int inner, int columns, boolean transposeFirst, boolean transposeSecond) {

  /** Floating-point operations: a multiplication and an addition a term. */
  double flops() {
    return 2.0 * rows * inner * columns;
  }

  /** Values of the largest of both operands and the result. */
  int largest() {
    int operand = Math.max(Math.multiplyExact(rows, inner), Math.multiplyExact(inner, columns));
    return Math.max(operand, Math.multiplyExact(rows, columns));
  }

  /**
   * All products that a step cannot do without, for real positions only: the map to logits with its
   * two gradients, and both LSTMs. The embedding is frozen, so nothing goes back to it. Rows of
   * similarities are not counted: they may be kept in a table.
   */
  static List<Product> ofStep(Shape shape, Batch batch) {
    List<Product> products = new ArrayList<>();
    int n = batch.target().tokenCount();
    int v = shape.words();
    int h = shape.hidden();
    int d = shape.dimension();
    products.add(new Product(n, h, v, false, true));
    products.add(new Product(n, v, h, false, false));
    products.add(new Product(v, n, h, true, false));
    for (int lstm = 0; lstm < 2; lstm++) {
      products.add(new Product(n, d, 4 * h, false, true));
      products.add(new Product(4 * h, n, d, true, false));
      products.add(new Product(4 * h, n, h, true, false));
      for (int t = 0; t < batch.target().longest(); t++) {
        int alive = alive(batch, t);
        products.add(new Product(alive, h, 4 * h, false, true));
        products.add(new Product(alive, 4 * h, h, false, false));
      }
    }
    return products;
  }

  private static int alive(Batch batch, int t) {
    int alive = 0;
    for (int length : batch.target().lengths()) {
      alive += length > t ? 1 : 0;
    }
    return alive;
  }
}
