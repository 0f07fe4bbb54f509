package io.github.simloss.embeddings.internal.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A growing table of float rows in pages, for more numbers than one array can hold. */
final class PagedRows implements RowTable {
  private static final int PAGE_FLOATS = 1 << 18;

  private final int dimension;
  private final int rowsPerPage;
  private final List<float[]> pages = new ArrayList<>();
  private int size;

  PagedRows(int dimension) {
    this.dimension = dimension;
    this.rowsPerPage = Math.max(1, PAGE_FLOATS / dimension);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int size() {
    return size;
  }

  /** Adds a row and gives its number. */
  int add(float[] row) {
    int place = size % rowsPerPage;
    if (place == 0) {
      pages.add(new float[rowsPerPage * dimension]);
    }
    System.arraycopy(row, 0, pages.get(size / rowsPerPage), place * dimension, dimension);
    return size++;
  }

  /** A copy of a row. */
  @Override
  public float[] row(int index) {
    int at = index % rowsPerPage * dimension;
    return Arrays.copyOfRange(pages.get(index / rowsPerPage), at, at + dimension);
  }
}
