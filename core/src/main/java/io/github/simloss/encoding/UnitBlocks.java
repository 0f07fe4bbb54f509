package io.github.simloss.encoding;

import io.github.simloss.embedding.UnitVectors;
import java.util.Arrays;

/**
 * Unit rows in blocks that are stored by column: sums for all rows of a block then run over plain
 * arrays, which Java's compiler turns into vector instructions.
 */
final class UnitBlocks {
  /** Rows of a block: long enough for loops, short enough for the sums of queries to be cached. */
  static final int ROWS = 1024;

  /** Columns that are added in one pass over the sums. */
  private static final int PASS = 4;

  private final int count;
  private final int dimension;

  /** By block and column, the values of its rows. */
  private final float[][][] columns;

  /**
   * Normalizes rows.
   *
   * @param rows row-major, rows of d; not changed
   * @param dimension d
   * @throws IllegalArgumentException if these are no rows of d, or a value is not finite
   */
  UnitBlocks(float[] rows, int dimension) {
    this.dimension = dimension;
    if (dimension < 1 || rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          rows.length + " values are no rows of " + dimension + ", which must be at least 1");
    }
    for (int k = 0; k < rows.length; k++) {
      if (!Float.isFinite(rows[k])) {
        throw new IllegalArgumentException(
            "row " + k / dimension + " holds a value that is not finite");
      }
    }
    count = rows.length / dimension;
    columns = new float[(count + ROWS - 1) / ROWS][][];
    for (int block = 0; block < columns.length; block++) {
      int from = block * ROWS;
      int size = Math.min(ROWS, count - from);
      // Each block is normalized alone: a second copy of everything would be large.
      float[] part = Arrays.copyOfRange(rows, from * dimension, (from + size) * dimension);
      columns[block] = turned(UnitVectors.of(part, size, dimension).data(), size);
    }
  }

  private float[][] turned(float[] unit, int size) {
    float[][] turned = new float[dimension][size];
    for (int row = 0; row < size; row++) {
      for (int k = 0; k < dimension; k++) {
        turned[k][row] = unit[row * dimension + k];
      }
    }
    return turned;
  }

  int count() {
    return count;
  }

  int dimension() {
    return dimension;
  }

  /** How many blocks there are; the last one may be smaller. */
  int blocks() {
    return columns.length;
  }

  /** The rows of a block. */
  int rows(int block) {
    return Math.min(ROWS, count - block * ROWS);
  }

  /**
   * How far {@link #screen} may be from the sum in exact arithmetic: d products and sums in single
   * precision, over vectors of length one.
   */
  double margin() {
    return 1.1 * (dimension + PASS) * 0x1p-24;
  }

  /**
   * The dot products of all rows of a block with some queries, in single precision.
   *
   * @param block which
   * @param queries unit vectors, row-major
   * @param first the first of them
   * @param sums receives one array of {@link #ROWS} values a query; its length says how many
   */
  void screen(int block, float[] queries, int first, float[][] sums) {
    float[][] of = columns[block];
    int rows = rows(block);
    for (float[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    int k = 0;
    for (; k + PASS <= dimension; k += PASS) {
      for (int q = 0; q < sums.length; q++) {
        add(sums[q], of, k, queries, (first + q) * dimension + k, rows);
      }
    }
    for (; k < dimension; k++) {
      for (int q = 0; q < sums.length; q++) {
        add(sums[q], of[k], queries[(first + q) * dimension + k], rows);
      }
    }
  }

  /** Four columns into the sums of one query. */
  private static void add(float[] sum, float[][] of, int k, float[] queries, int at, int rows) {
    float[] a = of[k];
    float[] b = of[k + 1];
    float[] c = of[k + 2];
    float[] d = of[k + 3];
    float ofA = queries[at];
    float ofB = queries[at + 1];
    float ofC = queries[at + 2];
    float ofD = queries[at + 3];
    for (int j = 0; j < rows; j++) {
      sum[j] += ofA * a[j] + ofB * b[j] + (ofC * c[j] + ofD * d[j]);
    }
  }

  private static void add(float[] sum, float[] a, float ofA, int rows) {
    for (int j = 0; j < rows; j++) {
      sum[j] += ofA * a[j];
    }
  }

  /** The dot product of a row with a query, summed in double precision. */
  double dot(int row, float[] queries, int query) {
    float[][] of = columns[row / ROWS];
    int j = row % ROWS;
    int at = query * dimension;
    // Four sums: each addition waits for the one before it in the same sum only.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + PASS <= dimension; k += PASS) {
      a += (double) queries[at + k] * of[k][j];
      b += (double) queries[at + k + 1] * of[k + 1][j];
      c += (double) queries[at + k + 2] * of[k + 2][j];
      d += (double) queries[at + k + 3] * of[k + 3][j];
    }
    for (; k < dimension; k++) {
      a += (double) queries[at + k] * of[k][j];
    }
    return a + b + (c + d);
  }
}
