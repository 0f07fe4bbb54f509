package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.dl4j.internal.array.Matrix;

/** As loops, for the CPU. */
final class HostUnitRows implements UnitRows {
  private float[] row = new float[0];
  private float[] gradient = new float[0];

  private void fit(Matrix q) {
    if (row.length != q.columns()) {
      row = new float[q.columns()];
      gradient = new float[q.columns()];
    }
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += (double) x[j] * y[j];
    }
    return sum;
  }

  /** 1 / |q|; 0 for a row of zeros, which stays as it is. */
  private static double inverse(float[] q) {
    double square = dot(q, q);
    return square > 0 ? 1 / Math.sqrt(square) : 0;
  }

  @Override
  public void forward(Matrix q, int count, float scale, Matrix into) {
    fit(q);
    for (int r = 0; r < count; r++) {
      q.read(r, row);
      float by = (float) (scale * inverse(row));
      for (int j = 0; j < row.length; j++) {
        row[j] *= by;
      }
      into.write(r, row);
    }
  }

  @Override
  public double backward(Matrix q, int count, float scale, Matrix d) {
    fit(q);
    double sum = 0;
    for (int r = 0; r < count; r++) {
      q.read(r, row);
      d.read(r, gradient);
      double inverse = inverse(row);
      double along = dot(row, gradient) * inverse;
      sum += along;
      float by = (float) (scale * inverse);
      float back = (float) (along * inverse);
      for (int j = 0; j < row.length; j++) {
        gradient[j] = by * (gradient[j] - back * row[j]);
      }
      d.write(r, gradient);
    }
    return sum;
  }
}
