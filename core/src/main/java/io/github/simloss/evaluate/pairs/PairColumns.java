package io.github.simloss.evaluate.pairs;

/**
 * Where a table of sentence pairs has what is needed; columns are counted from 1 and separated by
 * tabs.
 *
 * @param label the column of the class or score
 * @param first the column of a sentence
 * @param second the column of the other
 * @since 0.1.0
 */
public record PairColumns(int label, int first, int second) {
  /** Checks the numbers. */
  public PairColumns {
    if (label < 1 || first < 1 || second < 1) {
      throw new IllegalArgumentException(
          "columns are counted from 1, not " + Math.min(label, Math.min(first, second)));
    }
    if (label == first || label == second || first == second) {
      throw new IllegalArgumentException(
          "label, first and second must be three different columns, not "
              + label
              + ", "
              + first
              + " and "
              + second);
    }
  }

  int highest() {
    return Math.max(label, Math.max(first, second));
  }
}
