package io.github.simloss.similarity;

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
   * @param count V
   * @param neighbours N, in 1..V
   * @param ids row-major V x N
   * @param similarities row-major V x N, cosines
   */
  public NeighbourTable(int count, int neighbours, int[] ids, float[] similarities) {
    if (neighbours < 1
        || neighbours > count
        || ids.length != count * neighbours
        || similarities.length != ids.length) {
      throw new IllegalArgumentException(
          "a table of " + count + " x " + neighbours + " cannot hold " + ids.length + " ids");
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

  /** The id of the {@code k}-th neighbour of {@code word}; k = 0 is the word itself. */
  public int id(int word, int k) {
    return ids[word * neighbours + k];
  }

  /** The cosine of {@code word} and its {@code k}-th neighbour. */
  public float similarity(int word, int k) {
    return similarities[word * neighbours + k];
  }
}
