package io.github.simloss.encoding;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;

/**
 * The directions in which centred rows vary most, by orthogonal iteration on their covariance.
 *
 * @since 0.2.0
 */
public final class PrincipalComponents {
  private static final int ITERATIONS = 100;

  private PrincipalComponents() {}

  /**
   * The first components.
   *
   * @param rows row-major, count x width, centred
   * @param width of a row
   * @param components k, from 0 to width
   * @return k unit rows, orthogonal; a direction without variance is zero
   * @throws IllegalArgumentException if the values are no rows, or k is out of range
   */
  public static double[][] of(double[] rows, int width, int components) {
    if (width < 1 || rows.length % width != 0) {
      throw new IllegalArgumentException(rows.length + " values are no rows of " + width);
    }
    if (components < 0 || components > width) {
      throw new IllegalArgumentException(
          components + " components of rows of " + width + ": use 0 to " + width);
    }
    if (components == 0) {
      return new double[0][width];
    }
    double[][] covariance = covariance(rows, width);
    SeededRandom random = new SeededRandom(1);
    double[][] axes = new double[components][width];
    for (double[] axis : axes) {
      Arrays.setAll(axis, k -> random.nextGaussian());
    }
    for (int i = 0; i < ITERATIONS; i++) {
      for (int n = 0; n < components; n++) {
        axes[n] = multiply(covariance, axes[n]);
        for (int before = 0; before < n; before++) {
          add(-dot(axes[n], axes[before]), axes[before], axes[n]);
        }
        normalize(axes[n]);
      }
    }
    return axes;
  }

  private static double[][] covariance(double[] rows, int width) {
    double[][] sums = new double[width][width];
    for (int from = 0; from < rows.length; from += width) {
      for (int i = 0; i < width; i++) {
        double value = rows[from + i];
        for (int j = 0; j <= i; j++) {
          sums[i][j] += value * rows[from + j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  private static double[] multiply(double[][] matrix, double[] v) {
    double[] product = new double[v.length];
    Arrays.setAll(product, i -> dot(matrix[i], v));
    return product;
  }

  private static void normalize(double[] v) {
    double norm = Math.sqrt(dot(v, v));
    for (int k = 0; k < v.length; k++) {
      v[k] = norm > 1e-300 ? v[k] / norm : 0;
    }
  }

  private static void add(double factor, double[] v, double[] into) {
    for (int k = 0; k < v.length; k++) {
      into[k] += factor * v[k];
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
