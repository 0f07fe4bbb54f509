package io.github.simloss.embedding;

import org.jspecify.annotations.Nullable;

/**
 * Pre-trained vectors by word. Words are matched exactly as given; lower-casing and other second
 * chances are the business of whoever loads them.
 *
 * @since 0.1.0
 */
public interface WordVectors {

  /** d, the dimension of every vector. */
  int dimension();

  /**
   * The vector of a word.
   *
   * @return d values, the caller's own copy, or {@code null} if there is none
   */
  float @Nullable [] vector(String word);

  /** Whether there is a vector for a word. */
  default boolean contains(String word) {
    return vector(word) != null;
  }
}
