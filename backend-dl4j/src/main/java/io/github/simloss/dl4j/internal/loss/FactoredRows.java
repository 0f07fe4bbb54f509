package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.backend.support.BagSums;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.loss.TargetWeights;

/** Rows of A U^T for the targets of a chunk, one product a chunk: (sum_t s_t a_t) U^T. */
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
    // As the rows are linear in the factors, those of several targets are one product.
    float[] rows = BagSums.of(weights.targets(), weights.rank(), targets, from, count);
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
