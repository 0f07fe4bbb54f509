package io.github.simloss.evaluate.linear;

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

  /** What is made of a row and its products with weights. */
  @FunctionalInterface
  interface Residuals {
    /**
     * The factors of the row in the sums.
     *
     * @param index which of the chosen rows, from 0
     * @param values the products of the row with each of the weights; receives the factors
     */
    void of(int index, double[] values);
  }

  /**
   * {@code sums[c] = sum over chosen rows of residual_c(row . weights) * row}.
   *
   * @param chosen rows, rising
   * @param weights for each output c one a feature
   * @param residuals called for each chosen row in order
   * @param sums receives for each output a sum a feature
   */
  void accumulate(int[] chosen, float[][] weights, Residuals residuals, double[][] sums) {
    int outputs = weights.length;
    float[][] products = new float[outputs][BLOCK];
    float[][] parts = new float[outputs][width()];
    double[] values = new double[outputs];
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    int index = 0;
    while (index < chosen.length) {
      int block = chosen[index] / BLOCK;
      for (int c = 0; c < outputs; c++) {
        Arrays.fill(products[c], 0);
        Arrays.fill(parts[c], 0);
        for (int k = 0; k < weights[c].length; k++) {
          if (weights[c][k] != 0) {
            add(weights[c][k], blocks[block][k], products[c]);
          }
        }
      }
      for (; index < chosen.length && chosen[index] / BLOCK == block; index++) {
        int row = chosen[index];
        for (int c = 0; c < outputs; c++) {
          values[c] = products[c][row - block * BLOCK];
        }
        residuals.of(index, values);
        for (int c = 0; c < outputs; c++) {
          add((float) values[c], rows[row], parts[c]);
        }
      }
      for (int c = 0; c < outputs; c++) {
        for (int k = 0; k < sums[c].length; k++) {
          sums[c][k] += parts[c][k];
        }
      }
    }
  }

  private static void add(float factor, float[] values, float[] into) {
    for (int k = 0; k < values.length; k++) {
      into[k] += factor * values[k];
    }
  }
}
