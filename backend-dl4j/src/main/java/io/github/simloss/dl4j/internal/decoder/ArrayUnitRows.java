package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** As ND4J operations, for devices whose memory no Java loop can reach. */
final class ArrayUnitRows implements UnitRows {

  /** 1 / |q| of each row, as a column; 0 for a row of zeros, which stays as it is. */
  private static INDArray inverses(INDArray q, int count) {
    try (INDArray norms = q.norm2(true, 1)) {
      float[] inverses = norms.toFloatVector();
      for (int r = 0; r < count; r++) {
        inverses[r] = inverses[r] > 0 ? 1 / inverses[r] : 0;
      }
      return Nd4j.create(inverses, count, 1);
    }
  }

  @Override
  public void forward(Matrix q, int count, float scale, Matrix into) {
    INDArray rows = q.rows(0, count);
    try (INDArray inverses = inverses(rows, count)) {
      into.rows(0, count).assign(rows).muliColumnVector(inverses.muli(scale));
    }
  }

  @Override
  public double backward(Matrix q, int count, float scale, Matrix d) {
    INDArray dRows = d.rows(0, count);
    try (INDArray inverses = inverses(q.rows(0, count), count);
        INDArray unit = q.rows(0, count).mulColumnVector(inverses);
        INDArray products = unit.mul(dRows);
        INDArray along = products.sum(true, 1)) {
      double sum = 0;
      for (float one : along.toFloatVector()) {
        sum += one;
      }
      dRows.subi(unit.muliColumnVector(along)).muliColumnVector(inverses.muli(scale));
      return sum;
    }
  }
}
