package io.github.simloss.io.npy;

/**
 * Numbers in rows.
 *
 * @param rows how many, at least 0
 * @param columns values in a row, at least 0
 * @param values row-major, rows x columns; not copied
 * @since 0.1.0
 */
public record FloatTable(int rows, int columns, float[] values) {
  /** Checks the shape. */
  public FloatTable {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          values.length + " values are not " + rows + " x " + columns);
    }
  }
}
