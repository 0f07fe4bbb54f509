package io.github.simloss.embeddings;

/**
 * What a file says of one word.
 *
 * @param word as asked for
 * @param origin where the vector comes from
 * @param vector d values, the caller's own; {@code null} if there is none. A fastText model answers
 *     a word that has no row and no n-gram with zeros, as fastText itself does
 */
public record Answer(String word, Origin origin, float[] vector) {

  /** Whether the word, or a form of it that the lookup allows, is in the file's vocabulary. */
  public boolean inVocabulary() {
    return origin.inVocabulary();
  }
}
