package io.github.simloss.similarity;

import java.util.Objects;

/**
 * The N nearest words of every word by cosine. The first neighbour of a word is the word itself
 * (with similarity 1, or 0 if its vector is zero); the others follow by falling similarity, ties by
 * rising id. Immutable.
 *
 * @since 0.1.0
 */
public final class NeighbourTable {
  private final int count;
  private final int neighbours;
  private final int[] ids;
  private final float[] similarities;

  /**
   * Takes a table over; nobody writes to the arrays any more.
   *
   * @param count V
   * @param neighbours N, in 1..V
   * @param ids row-major V x N, each in [0, V)
   * @param similarities row-major V x N, cosines
   * @throws IllegalArgumentException if the shapes disagree or an id is out of range
   */
  public NeighbourTable(int count, int neighbours, int[] ids, float[] similarities) {
    if (neighbours < 1
        || neighbours > count
        || ids.length != (long) count * neighbours
        || similarities.length != ids.length) {
      throw new IllegalArgumentException(
          "a table of " + count + " x " + neighbours + " cannot hold " + ids.length + " ids");
    }
    for (int id : ids) {
      if (id < 0 || id >= count) {
        throw new IllegalArgumentException("neighbour " + id + " is outside [0, " + count + ")");
      }
    }
    this.count = count;
    this.neighbours = neighbours;
    this.ids = ids;
    this.similarities = similarities;
  }

  /** V, the number of words. */
  public int count() {
    return count;
  }

  /** N, the number of neighbours of each word, the word itself included. */
  public int neighbours() {
    return neighbours;
  }

  /**
   * The id of a neighbour.
   *
   * @param word in [0, V)
   * @param k which, in [0, N); 0 is the word itself
   * @throws IndexOutOfBoundsException if one of them is out of range
   */
  public int id(int word, int k) {
    return ids[place(word, k)];
  }

  /**
   * The cosine of a word and a neighbour.
   *
   * @param word in [0, V)
   * @param k which, in [0, N); 0 is the word itself
   * @throws IndexOutOfBoundsException if one of them is out of range
   */
  public float similarity(int word, int k) {
    return similarities[place(word, k)];
  }

  private int place(int word, int k) {
    return Objects.checkIndex(word, count) * neighbours + Objects.checkIndex(k, neighbours);
  }
}
