package io.github.simloss.embedding;

import io.github.simloss.similarity.NeighbourTable;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * V vectors of length one, u_i = e_i / |e_i|, so that a dot product is a cosine. A zero vector
 * stays zero: its cosine with everything, itself included, is 0 and never NaN. Immutable.
 *
 * @since 0.1.0
 */
public final class UnitVectors {
  private final int count;
  private final int dimension;
  private final float[] data;

  private UnitVectors(int count, int dimension, float[] data) {
    this.count = count;
    this.dimension = dimension;
    this.data = data;
  }

  /**
   * Normalizes rows; norms are taken in double precision.
   *
   * @param rows row-major, count x dimension, finite; not changed
   * @param count V
   * @param dimension d
   * @return the unit rows
   * @throws IllegalArgumentException if the shape is wrong or a value is not finite
   */
  public static UnitVectors of(float[] rows, int count, int dimension) {
    if ((long) count * dimension != rows.length || dimension < 1) {
      throw new IllegalArgumentException(
          rows.length + " values are not " + count + " x " + dimension);
    }
    float[] unit = new float[rows.length];
    for (int i = 0; i < count; i++) {
      double square = 0;
      for (int k = i * dimension; k < (i + 1) * dimension; k++) {
        square += (double) rows[k] * rows[k];
      }
      if (!Double.isFinite(square)) {
        throw new IllegalArgumentException(
            "the vector of id " + i + " holds a value that is not finite");
      }
      double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (int k = i * dimension; k < (i + 1) * dimension; k++) {
        unit[k] = (float) (rows[k] * scale);
      }
    }
    return new UnitVectors(count, dimension, unit);
  }

  /** V, the number of rows. */
  public int count() {
    return count;
  }

  /** d, the number of columns. */
  public int dimension() {
    return dimension;
  }

  /** The rows, row-major, V x d; not to be written to. */
  public float[] data() {
    return data;
  }

  /**
   * Whether row {@code i} is the zero vector.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public boolean isZero(int i) {
    Objects.checkIndex(i, count);
    for (int k = i * dimension; k < (i + 1) * dimension; k++) {
      if (data[k] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * sim(i, j) = u_i . u_j, summed in double precision.
   *
   * @return the cosine, in [-1, 1] up to rounding
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double cosine(int i, int j) {
    Objects.checkIndex(i, count);
    Objects.checkIndex(j, count);
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += (double) data[i * dimension + k] * data[j * dimension + k];
    }
    return sum;
  }

  /**
   * The N nearest words of one word, by the rule of {@link NeighbourTable}: itself first, then by
   * falling similarity, ties by rising id.
   *
   * @param word the word
   * @param neighbours N in 1..V
   * @return their ids
   * @throws IndexOutOfBoundsException if there is no such word
   * @throws IllegalArgumentException if N is out of range
   */
  public int[] nearest(int word, int neighbours) {
    Objects.checkIndex(word, count);
    if (neighbours < 1 || neighbours > count) {
      throw new IllegalArgumentException(
          neighbours + " neighbours of " + count + " words: use 1 to " + count);
    }
    double[] cosines = new double[count];
    for (int i = 0; i < count; i++) {
      cosines[i] = i == word ? Double.POSITIVE_INFINITY : cosine(word, i);
    }
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> cosines[i]).reversed())
        .limit(neighbours)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
