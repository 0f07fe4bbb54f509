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
