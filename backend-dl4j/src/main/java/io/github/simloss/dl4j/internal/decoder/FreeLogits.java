package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.model.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A linear map of its own, of V x K weights. */
final class FreeLogits extends LogitMap {
  FreeLogits(FlatParameters parameters) {
    super(parameters);
  }

  @Override
  public void freeze(float[] embedding) {
    // The map is its own.
  }

  private INDArray weight() {
    return parameters().view(Parameters.PROJECTION_WEIGHT);
  }

  @Override
  public void logits(Matrix vectors, int from, int count, Matrix z) {
    MatrixProducts.multiply(vectors.rows(from, count), false, weight(), true, z.rows(0, count), 0);
  }

  @Override
  void backward(
      Matrix dZ,
      Matrix vectors,
      int from,
      int count,
      Matrix dVectors,
      FlatParameters gradients,
      OnesVector ones) {
    INDArray d = dZ.rows(0, count);
    INDArray dWeight = gradients.view(Parameters.PROJECTION_WEIGHT);
    MatrixProducts.multiply(d, true, vectors.rows(from, count), false, dWeight, from == 0 ? 0 : 1);
    MatrixProducts.multiply(d, false, weight(), false, dVectors.rows(from, count), 0);
  }

  @Override
  public void close() {
    // The weights belong to the model.
  }
}
