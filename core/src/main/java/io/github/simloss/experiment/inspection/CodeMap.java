package io.github.simloss.experiment.inspection;

import java.util.List;

/**
 * Sentence codes laid out on a plane by their two principal components.
 *
 * @param points the sentences
 * @param explained share of the codes' variance along the two axes, in [0, 1]
 * @since 0.1.0
 */
public record CodeMap(List<Point> points, double explained) {
  /**
   * One sentence.
   *
   * @param x along the first component
   * @param y along the second component
   * @param tokens how many tokens it has
   * @param sentence its text
   */
  public record Point(double x, double y, int tokens, String sentence) {}
}
