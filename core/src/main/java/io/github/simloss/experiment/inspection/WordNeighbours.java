package io.github.simloss.experiment.inspection;

import java.util.List;

/**
 * A word's nearest words, and what the loss makes of them.
 *
 * @param word the word
 * @param neighbours nearest first, the word itself among them
 * @since 0.1.0
 */
public record WordNeighbours(String word, List<Neighbour> neighbours) {
  /**
   * A near word.
   *
   * @param word the word
   * @param similarity the cosine of the vectors, in [-1, 1]
   * @param weight w(t, i) of the loss
   */
  public record Neighbour(String word, double similarity, double weight) {}
}
