package io.github.simloss.evaluate.linear;

/**
 * A linear classifier with a penalty.
 *
 * @since 0.2.0
 */
public interface Classifier {

  /** What it is. */
  String description();

  /**
   * Takes in examples once; they are then named by their rows.
   *
   * @param features one row an example, all of one length; not to be changed any more
   * @param labels the class of each row, in [0, classes)
   * @param classes how many there are
   */
  Examples examples(float[][] features, int[] labels, int classes);

  /** Examples to learn from and to be tried on. Used by several threads at once. */
  interface Examples {
    /**
     * Who learns from some rows.
     *
     * @param train rows to learn from
     */
    Learner learner(int[] train);
  }

  /** Learns from the same rows as often as it is asked, by one thread at a time. */
  interface Learner {
    /**
     * Learns and tells the classes of other rows. It may begin where it ended the last time, so ask
     * by rising costs. The same questions in the same order have the same answers.
     *
     * @param test rows to classify
     * @param cost C: how much an error costs beside the penalty |w|^2 / 2, above 0
     * @return the class of each test row
     */
    int[] predict(int[] test, double cost);
  }
}
