package io.github.simloss.experiment.evaluation;

/**
 * What is measured beside a model, because a score means nothing alone.
 *
 * @since 0.1.0
 */
public enum Baseline {
  /** Always the most frequent class of training. */
  MAJORITY("majority", "majority class"),
  /** The mean of the words' vectors. */
  WORD_VECTORS("meanOfWordVectors", "mean of word vectors"),
  /** The greatest and the mean of each dimension of the words' vectors. */
  MAX_MEAN("maxMeanOfWordVectors", "max and mean of vectors"),
  /** The weighted mean of the words' vectors, its first component removed (Arora 2017). */
  SIF("sif", "SIF"),
  /** The same encoder before training: the weights that the run began with. */
  UNTRAINED("untrained", "untrained encoder");

  private final String key;
  private final String title;

  Baseline(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** Its name in JSON. */
  public String key() {
    return key;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }
}
