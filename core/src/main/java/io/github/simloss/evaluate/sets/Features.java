package io.github.simloss.evaluate.sets;

/**
 * What a classifier is given of a code, or of the codes u and v of two sentences (Conneau and
 * Kiela, <i>SentEval: An Evaluation Toolkit for Universal Sentence Representations</i>, LREC 2018).
 *
 * @since 0.2.0
 */
public enum Features {
  /** u, the code of a single sentence. */
  CODE(1),
  /** |u - v| and u * v: the same whichever sentence comes first. */
  DIFFERENCE_PRODUCT(2),
  /** u, v, |u - v| and u * v, as SentEval does for SNLI: the order of the sentences matters. */
  ALL(4);

  private final int parts;

  Features(int parts) {
    this.parts = parts;
  }

  /**
   * How many features an example has.
   *
   * @param dimension of a code
   */
  public int count(int dimension) {
    return Math.multiplyExact(parts, dimension);
  }

  /** How many sentences an example has. */
  int sentences() {
    return this == CODE ? 1 : 2;
  }

  /**
   * The features of an example.
   *
   * @param codes row-major, a code a sentence
   * @param first the row of u
   * @param second the row of v; of a single sentence it is not looked at
   * @param dimension of a code
   * @return {@link #count} values
   */
  public float[] of(float[] codes, int first, int second, int dimension) {
    float[] features = new float[count(dimension)];
    int u = Math.multiplyExact(first, dimension);
    int to = 0;
    if (this != DIFFERENCE_PRODUCT) {
      System.arraycopy(codes, u, features, 0, dimension);
      to = dimension;
    }
    if (this == CODE) {
      return features;
    }
    int v = Math.multiplyExact(second, dimension);
    if (this == ALL) {
      System.arraycopy(codes, v, features, to, dimension);
      to += dimension;
    }
    for (int k = 0; k < dimension; k++) {
      features[to + k] = Math.abs(codes[u + k] - codes[v + k]);
      features[to + dimension + k] = codes[u + k] * codes[v + k];
    }
    return features;
  }
}
