package io.github.simloss.evaluate.pairs;

/**
 * What a classifier is given of the codes u and v of two sentences (Conneau and Kiela, <i>SentEval:
 * An Evaluation Toolkit for Universal Sentence Representations</i>, LREC 2018).
 *
 * @since 0.1.0
 */
public enum PairFeatures {
  /** |u - v| and u * v: the same whichever sentence comes first. */
  DIFFERENCE_PRODUCT(2),
  /** u, v, |u - v| and u * v, as SentEval does for SNLI: the order of the sentences matters. */
  ALL(4);

  private final int parts;

  PairFeatures(int parts) {
    this.parts = parts;
  }

  /**
   * How many features a pair has.
   *
   * @param dimension of a code
   */
  public int count(int dimension) {
    return Math.multiplyExact(parts, dimension);
  }

  /**
   * The features of pairs.
   *
   * @param first row-major n x dimension, the codes of the first sentences
   * @param second the same of the second ones
   * @param dimension of a code
   * @return n rows of {@link #count} features
   */
  public float[][] of(float[] first, float[] second, int dimension) {
    if (first.length != second.length || first.length % dimension != 0) {
      throw new IllegalArgumentException(
          first.length + " and " + second.length + " values are no rows of " + dimension);
    }
    float[][] rows = new float[first.length / dimension][];
    for (int row = 0; row < rows.length; row++) {
      float[] features = new float[count(dimension)];
      int to = 0;
      if (this == ALL) {
        System.arraycopy(first, row * dimension, features, 0, dimension);
        System.arraycopy(second, row * dimension, features, dimension, dimension);
        to = 2 * dimension;
      }
      for (int k = 0; k < dimension; k++) {
        float u = first[row * dimension + k];
        float v = second[row * dimension + k];
        features[to + k] = Math.abs(u - v);
        features[to + dimension + k] = u * v;
      }
      rows[row] = features;
    }
    return rows;
  }
}
