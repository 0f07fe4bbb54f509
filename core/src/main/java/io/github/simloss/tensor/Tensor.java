package io.github.simloss.tensor;

import java.util.Arrays;

/**
 * A 32-bit float array with a shape, row-major. Not copied: whoever hands one over no longer writes
 * to it. Safe for use by several threads as long as nobody writes to its data.
 *
 * @since 0.1.0
 */
public final class Tensor {
  private final long[] shape;
  private final float[] data;

  /**
   * @param shape sizes, each at least 0; empty for a scalar
   * @param data as many values as the shape says
   * @throws IllegalArgumentException if they disagree
   */
  public Tensor(long[] shape, float[] data) {
    if (count(shape) != data.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
    }
    this.shape = shape.clone();
    this.data = data;
  }

  /** A vector. */
  public static Tensor vector(float... data) {
    return new Tensor(new long[] {data.length}, data);
  }

  /** A matrix of {@code rows} x {@code columns}. */
  public static Tensor matrix(int rows, int columns, float[] data) {
    return new Tensor(new long[] {rows, columns}, data);
  }

  /**
   * Nothing but zeros.
   *
   * @throws IllegalArgumentException if a size is below 0, or an array cannot hold that many
   */
  public static Tensor zeros(long... shape) {
    long count = count(shape);
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "an array cannot hold the values of shape " + Arrays.toString(shape));
    }
    return new Tensor(shape, new float[(int) count]);
  }

  /** How many values a shape has; the largest number there is for all beyond it. */
  private static long count(long[] shape) {
    long count = 1;
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("a shape holds " + size);
      }
      empty |= size == 0;
      count = size > 0 && count > Long.MAX_VALUE / size ? Long.MAX_VALUE : count * size;
    }
    return empty ? 0 : count;
  }

  /** A copy of the sizes. */
  public long[] shape() {
    return shape.clone();
  }

  /** The values, row-major; not to be written to by a reader. */
  public float[] data() {
    return data;
  }

  /** Whether the shape is exactly this. */
  public boolean hasShape(long... expected) {
    return Arrays.equals(shape, expected);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
