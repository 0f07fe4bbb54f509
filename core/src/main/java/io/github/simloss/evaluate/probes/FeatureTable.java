package io.github.simloss.evaluate.probes;

import java.util.Arrays;

/**
 * Rows of features, and the same by columns in blocks of rows: products with weights run over
 * columns, sums over rows, both in loops that the compiler turns into vector instructions.
 * Immutable, if nobody changes the rows.
 */
final class FeatureTable {
  private static final int BLOCK = 256;

  private final float[][] rows;
  private final float[][][] blocks;

  FeatureTable(float[][] rows) {
    this.rows = rows;
    int width = rows[0].length;
    blocks = new float[(rows.length + BLOCK - 1) / BLOCK][][];
    for (int b = 0; b < blocks.length; b++) {
      int from = b * BLOCK;
      int count = Math.min(BLOCK, rows.length - from);
      blocks[b] = new float[width][count];
      for (int k = 0; k < width; k++) {
        float[] column = blocks[b][k];
        for (int r = 0; r < count; r++) {
          column[r] = rows[from + r][k];
        }
      }
    }
  }

  int width() {
    return rows[0].length;
  }

  float[][] rows() {
    return rows;
  }

  /** The inner product of a row and weights, in double precision. */
  double product(int row, float[] weights) {
    float[] values = rows[row];
    double a = 0;
    double b = 0;
    int k = 0;
    for (; k + 2 <= values.length; k += 2) {
      a += (double) values[k] * weights[k];
      b += (double) values[k + 1] * weights[k + 1];
    }
    return k < values.length ? a + b + (double) values[k] * weights[k] : a + b;
  }

  /** What is made of a row and its product with weights. */
  @FunctionalInterface
  interface Residuals {
    /**
     * The factor of the row in the sum.
     *
     * @param index which of the chosen rows, from 0
     * @param product of the row and the weights
     */
    double of(int index, double product);
  }

  /**
   * {@code sum over chosen rows of residual(row . weights) * row}.
   *
   * @param chosen rows, rising
   * @param weights one a feature
   * @param residuals called for each chosen row in order
   * @param sums receives a sum a feature
   */
  void accumulate(int[] chosen, float[] weights, Residuals residuals, double[] sums) {
    Arrays.fill(sums, 0);
    float[] products = new float[BLOCK];
    float[] part = new float[weights.length];
    int index = 0;
    while (index < chosen.length) {
      int block = chosen[index] / BLOCK;
      Arrays.fill(products, 0);
      for (int k = 0; k < weights.length; k++) {
        if (weights[k] != 0) {
          add(weights[k], blocks[block][k], products);
        }
      }
      Arrays.fill(part, 0);
      for (; index < chosen.length && chosen[index] / BLOCK == block; index++) {
        int row = chosen[index];
        add((float) residuals.of(index, products[row - block * BLOCK]), rows[row], part);
      }
      for (int k = 0; k < sums.length; k++) {
        sums[k] += part[k];
      }
    }
  }

  private static void add(float factor, float[] values, float[] into) {
    for (int k = 0; k < values.length; k++) {
      into[k] += factor * values[k];
    }
  }
}
