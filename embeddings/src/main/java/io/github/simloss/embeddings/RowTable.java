package io.github.simloss.embeddings;

/** Rows of floats by number. Safe for use by several threads once it is filled. */
interface RowTable {
  int dimension();

  int size();

  /** A copy of a row. */
  float[] row(int index);
}
