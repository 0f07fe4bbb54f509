package io.github.simloss.similarity;

/**
 * Similarities that a user gives in place of cosines: a few listed for each word, or a table of
 * all. They need not be symmetric. A word's similarity with itself is always 1.
 *
 * @since 0.1.0
 */
public sealed interface GivenSimilarities permits ListedSimilarities, SimilarityTable {

  /** V, the number of words. */
  int count();

  /**
   * The N most similar words of every word by the rule of {@link NeighbourTable}: itself first with
   * 1, then by falling similarity, ties by rising id. A word that has fewer fills its row with
   * itself and 0.
   *
   * @param neighbours N in 1..V, the word itself included
   * @throws IllegalArgumentException if N is out of range
   */
  NeighbourTable neighbours(int neighbours);

  /**
   * Whether a value may be a similarity: from -1 to 1, with room for the rounding of cosines.
   *
   * @param value any number
   */
  static boolean inRange(double value) {
    return Math.abs(value) <= 1.0001;
  }
}
