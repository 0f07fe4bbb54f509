package io.github.simloss.experiment.inspection;

import java.util.List;

/**
 * A sentence and its reconstruction.
 *
 * @param input the sentence
 * @param words the reconstruction beside it
 * @since 0.1.0
 */
public record ReconstructedSentence(String input, List<MarkedWord> words) {
  /** Copies the list. */
  public ReconstructedSentence {
    words = List.copyOf(words);
  }
}
