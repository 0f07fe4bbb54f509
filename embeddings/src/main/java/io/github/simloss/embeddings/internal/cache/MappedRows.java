package io.github.simloss.embeddings.internal.cache;

import io.github.simloss.embeddings.internal.bytes.MappedFile;
import io.github.simloss.embeddings.internal.read.RowTable;

/**
 * Rows in a mapped file.
 *
 * @param file where they are
 * @param start the first one's place
 * @param dimension d
 * @param size how many there are
 */
record MappedRows(MappedFile file, long start, int dimension, int size) implements RowTable {
  @Override
  public float[] row(int index) {
    float[] values = new float[dimension];
    file.get(start + (long) index * dimension * Float.BYTES, values);
    return values;
  }
}
