package io.github.simloss.evaluate.reconstruction;

/**
 * How near words are in meaning.
 *
 * @since 0.1.0
 */
public interface WordSimilarity {

  /**
   * The cosine of two words' vectors.
   *
   * @return in [-1, 1]; 1 for a word and itself, and 0 where a word has no vector
   */
  double cosine(String a, String b);

  /** How many nearest words count as near, the word itself among them. */
  int neighbours();

  /** Whether a word is among the nearest of another, which itself is. */
  boolean isNear(String target, String word);
}
