package io.github.simloss.evaluate.pairs;

/**
 * What is asked of sentence pairs.
 *
 * @since 0.1.0
 */
public enum PairTask {
  /** To which of a few classes a pair belongs, by a classifier on frozen codes. */
  CLASSES,
  /** How related the two are, by the cosine of their codes, without a classifier. */
  RELATEDNESS
}
