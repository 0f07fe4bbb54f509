package io.github.simloss.embeddings;

import org.jspecify.annotations.Nullable;

/**
 * What looking up one word gives.
 *
 * @param word as asked for
 * @param origin where the vector comes from
 * @param vector d values, the caller's own; {@code null} if there is none. A fastText model answers
 *     a word that has no row and no n-gram with zeros, as fastText itself does
 * @since 0.1.0
 */
public record LookupResult(String word, Origin origin, float @Nullable [] vector) {

  /** Whether the word, or a form of it that the lookup allows, is in the file's vocabulary. */
  public boolean inVocabulary() {
    return origin.inVocabulary();
  }
}
