package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.LinearLayer;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * By the unit word vectors u: with q = A k + a and n = q / |q|,
 *
 * <pre>
 * z_i = s n . u_i + b_i
 * dL/dn = s sum_i dz_i u_i,   dL/dq = (dL/dn - n (n . dL/dn)) / |q|,   dL/ds = n . dL/dn / s
 * </pre>
 *
 * <p>U is frozen: both ways are one product with it, and nothing of V x K values is kept.
 */
final class TiedLogits extends LogitMap {
  private final int vocabularySize;
  private final LinearLayer layer;
  private final UnitRows rows;
  private final Matrix scaled;
  private final Matrix dRows;
  private final Matrix units;

  /** Summed over the chunks of a batch. */
  private double dScale;

  /**
   * @param memory where
   * @param spec the model's shape
   * @param parameters its weights
   */
  TiedLogits(ComputePath memory, ModelSpec spec, FlatParameters parameters) {
    super(parameters);
    vocabularySize = spec.vocabularySize();
    int dimension = spec.dimension();
    layer = new LinearLayer(memory, parameters, Parameters.OUTPUT, dimension, false);
    rows = UnitRows.of(memory);
    scaled = memory.matrix(dimension);
    dRows = memory.matrix(dimension);
    units = memory.matrix(dimension);
  }

  @Override
  public void freeze(float[] embedding) {
    UnitVectors vectors = UnitVectors.of(embedding, vocabularySize, units.columns());
    units.ensure(vocabularySize);
    units.write(0, vectors.data(), 0, vocabularySize);
  }

  private float scale() {
    return parameters().values(Parameters.OUTPUT_SCALE)[0];
  }

  @Override
  public void logits(Matrix vectors, int from, int count, Matrix z) {
    layer.forward(vectors, from, count);
    scaled.ensure(count);
    rows.forward(layer.out(), count, scale(), scaled);
    MatrixProducts.multiply(scaled.rows(0, count), false, allUnits(), true, z.rows(0, count), 0);
  }

  private INDArray allUnits() {
    return units.rows(0, vocabularySize);
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
    dRows.ensure(count);
    MatrixProducts.multiply(dZ.rows(0, count), false, allUnits(), false, dRows.rows(0, count), 0);
    double along = rows.backward(layer.out(), count, scale(), dRows);
    dScale = from == 0 ? along : dScale + along;
    gradients.put(Parameters.OUTPUT_SCALE, new float[] {(float) dScale});
    layer.backward(vectors, from, count, dRows, dVectors, gradients, from == 0 ? 0 : 1, ones);
  }

  @Override
  public void close() {
    layer.close();
    scaled.close();
    dRows.close();
    units.close();
  }
}
