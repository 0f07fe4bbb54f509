package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.loss.TargetWeights;

/** Rows of U U^T for the targets of a chunk, one product a chunk: (sum_t a_t u_t) U^T. */
final class FactoredRows implements WeightRows {
  private final TargetWeights.Factored weights;
  private final Matrix factors;
  private final Matrix chosen;
  private final Matrix product;

  FactoredRows(TargetWeights.Factored weights, ComputePath memory) {
    this.weights = weights;
    factors = memory.matrix(weights.vocabularySize(), weights.rank(), weights.factors());
    chosen = memory.matrix(weights.rank());
    product = memory.matrix(weights.vocabularySize());
  }

  @Override
  public void prepare(WordBags targets, int from, int count) {
    int rank = weights.rank();
    float[] rows = new float[count * rank];
    for (int k = 0; k < count; k++) {
      for (int n = targets.starts()[from + k]; n < targets.starts()[from + k + 1]; n++) {
        add(targets.ids()[n], targets.weights()[n], rows, k * rank);
      }
    }
    chosen.ensure(count);
    chosen.write(0, rows, 0, count);
    product.ensure(count);
    MatrixProducts.multiply(
        chosen.rows(0, count),
        false,
        factors.rows(0, weights.vocabularySize()),
        true,
        product.rows(0, count),
        0);
  }

  /** As the rows are linear in the factors, those of several targets are one product. */
  private void add(int word, float share, float[] sum, int at) {
    int rank = weights.rank();
    float[] factors = weights.factors();
    int from = word * rank;
    for (int j = 0; j < rank; j++) {
      sum[at + j] += share * factors[from + j];
    }
  }

  @Override
  public void read(int k, float[] row, float[] scratch) {
    product.read(k, row);
  }

  /** The rows of the prepared chunk. */
  Matrix product() {
    return product;
  }

  @Override
  public void close() {
    factors.close();
    chosen.close();
    product.close();
  }
}
