package io.github.simloss.evaluate.sets;

/**
 * What is asked of a set.
 *
 * @since 0.2.0
 */
public enum Task {
  /** To which of a few classes a sentence or pair belongs, by a classifier on frozen codes. */
  CLASSES,
  /** How related the two sentences of a pair are, by the cosine of their codes. */
  RELATEDNESS
}
