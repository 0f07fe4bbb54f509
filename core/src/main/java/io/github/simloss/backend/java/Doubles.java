package io.github.simloss.backend.java;

/** Arrays of doubles. */
final class Doubles {
  private Doubles() {}

  /** Copies to double precision. */
  static double[] of(float[] values) {
    double[] widened = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      widened[k] = values[k];
    }
    return widened;
  }

  /** Rounds to single precision. */
  static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      rounded[k] = (float) values[k];
    }
    return rounded;
  }

  /**
   * The product of a row and a vector, always summed in the same order.
   *
   * @param matrix holds the row from {@code from} on
   * @param from where it starts
   * @param vector as long as the row
   */
  static double dot(double[] matrix, int from, double[] vector) {
    // Four sums: each addition waits for the one before it in the same sum only.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 4 <= vector.length; k += 4) {
      a += matrix[from + k] * vector[k];
      b += matrix[from + k + 1] * vector[k + 1];
      c += matrix[from + k + 2] * vector[k + 2];
      d += matrix[from + k + 3] * vector[k + 3];
    }
    for (; k < vector.length; k++) {
      a += matrix[from + k] * vector[k];
    }
    return a + b + (c + d);
  }

  /**
   * The products of a row and several vectors: each as {@link #dot} has it, to the last bit, but
   * the row is read once for every four of them.
   *
   * @param matrix holds the row from {@code from} on
   * @param from where it starts
   * @param vectors as long as the row
   * @param sums receives as many products
   */
  static void dots(double[] matrix, int from, double[][] vectors, double[] sums) {
    int n = 0;
    for (; n + 4 <= vectors.length; n += 4) {
      fourDots(matrix, from, vectors, sums, n);
    }
    for (; n < vectors.length; n++) {
      sums[n] = dot(matrix, from, vectors[n]);
    }
  }

  /** Four sums of four vectors each, all in registers. */
  private static void fourDots(
      double[] matrix, int from, double[][] vectors, double[] sums, int at) {
    double[] v = vectors[at];
    double[] w = vectors[at + 1];
    double[] x = vectors[at + 2];
    double[] y = vectors[at + 3];
    double v0 = 0;
    double v1 = 0;
    double v2 = 0;
    double v3 = 0;
    double w0 = 0;
    double w1 = 0;
    double w2 = 0;
    double w3 = 0;
    double x0 = 0;
    double x1 = 0;
    double x2 = 0;
    double x3 = 0;
    double y0 = 0;
    double y1 = 0;
    double y2 = 0;
    double y3 = 0;
    int k = 0;
    for (; k + 4 <= v.length; k += 4) {
      double m0 = matrix[from + k];
      double m1 = matrix[from + k + 1];
      double m2 = matrix[from + k + 2];
      double m3 = matrix[from + k + 3];
      v0 += m0 * v[k];
      v1 += m1 * v[k + 1];
      v2 += m2 * v[k + 2];
      v3 += m3 * v[k + 3];
      w0 += m0 * w[k];
      w1 += m1 * w[k + 1];
      w2 += m2 * w[k + 2];
      w3 += m3 * w[k + 3];
      x0 += m0 * x[k];
      x1 += m1 * x[k + 1];
      x2 += m2 * x[k + 2];
      x3 += m3 * x[k + 3];
      y0 += m0 * y[k];
      y1 += m1 * y[k + 1];
      y2 += m2 * y[k + 2];
      y3 += m3 * y[k + 3];
    }
    for (; k < v.length; k++) {
      double m0 = matrix[from + k];
      v0 += m0 * v[k];
      w0 += m0 * w[k];
      x0 += m0 * x[k];
      y0 += m0 * y[k];
    }
    sums[at] = v0 + v1 + (v2 + v3);
    sums[at + 1] = w0 + w1 + (w2 + w3);
    sums[at + 2] = x0 + x1 + (x2 + x3);
    sums[at + 3] = y0 + y1 + (y2 + y3);
  }

  /** Adds a multiple of a row to a vector: {@code vector[k] += factor * matrix[from + k]}. */
  static void add(double factor, double[] matrix, int from, double[] vector) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] += factor * matrix[from + k];
    }
  }

  /** Adds a multiple of a vector to a row: {@code matrix[from + k] += factor * vector[k]}. */
  static void add(double factor, double[] vector, double[] matrix, int from) {
    for (int k = 0; k < vector.length; k++) {
      matrix[from + k] += factor * vector[k];
    }
  }
}
