package io.github.simloss.experiment.inspection;

import io.github.simloss.encoding.PrincipalComponents;

/**
 * The first two principal components of some rows. For a picture: a few hundred rows, no more
 * accuracy than the eye has.
 */
final class Pca {
  /** Coordinates, rows x 2. */
  private final double[][] coordinates;

  private final double explained;

  private Pca(double[][] coordinates, double explained) {
    this.coordinates = coordinates;
    this.explained = explained;
  }

  /**
   * Lays out rows.
   *
   * @param rows row-major, count x dimension
   */
  static Pca of(float[] rows, int count, int dimension) {
    double[][] data = centred(rows, count, dimension);
    double total = 0;
    for (double[] row : data) {
      total += dot(row, row);
    }
    double[] flat = new double[count * dimension];
    for (int i = 0; i < count; i++) {
      System.arraycopy(data[i], 0, flat, i * dimension, dimension);
    }
    double[][] axes = PrincipalComponents.of(flat, dimension, Math.min(2, dimension));
    double[] first = axes[0];
    double[] second = axes.length > 1 ? axes[1] : new double[dimension];
    orient(first);
    orient(second);
    double[][] coordinates = new double[count][2];
    double kept = 0;
    for (int i = 0; i < count; i++) {
      coordinates[i][0] = dot(data[i], first);
      coordinates[i][1] = dot(data[i], second);
      kept += dot(coordinates[i], coordinates[i]);
    }
    return new Pca(coordinates, total > 0 ? Math.min(1, kept / total) : 0);
  }

  /** One row's place along a component, 0 or 1. */
  double at(int row, int component) {
    return coordinates[row][component];
  }

  /** The share of the variance that the plane shows, in [0, 1]. */
  double explained() {
    return explained;
  }

  private static double[][] centred(float[] rows, int count, int dimension) {
    double[][] data = new double[count][dimension];
    for (int k = 0; k < dimension; k++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += rows[i * dimension + k];
      }
      mean /= count;
      for (int i = 0; i < count; i++) {
        data[i][k] = rows[i * dimension + k] - mean;
      }
    }
    return data;
  }

  /** A component's sign is arbitrary: let its largest part be positive, so that pages compare. */
  private static void orient(double[] v) {
    int largest = 0;
    for (int k = 1; k < v.length; k++) {
      if (Math.abs(v[k]) > Math.abs(v[largest])) {
        largest = k;
      }
    }
    if (v[largest] < 0) {
      for (int k = 0; k < v.length; k++) {
        v[k] = -v[k];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
