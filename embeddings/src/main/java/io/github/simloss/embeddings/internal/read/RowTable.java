package io.github.simloss.embeddings.internal.read;

/** Rows of floats by number. Safe for use by several threads once it is filled. */
public interface RowTable {
  /** d. */
  int dimension();

  /** How many rows there are. */
  int size();

  /** A copy of a row. */
  float[] row(int index);
}
