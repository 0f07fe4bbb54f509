package io.github.simloss.evaluate.reconstruction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a model tells sentences apart at all. One that has collapsed answers every sentence with
 * the same few words; its loss, and metrics that go by similarity, may look good all the same, for
 * a frequent or central word is near to most others.
 *
 * @param targets different sentences that were to be reconstructed
 * @param answers different reconstructions of them
 * @param targetWords different words of the sentences
 * @param answerWords different words of the reconstructions
 * @since 0.2.0
 */
public record AnswerVariety(int targets, int answers, int targetWords, int answerWords) {
  /** With fewer different sentences nothing is said. */
  private static final int FEWEST = 8;

  /** Shares of answers and words, beside those of the sentences, that are near 0. */
  private static final double NEAR_ZERO = 0.05;

  /** Counts. */
  public static AnswerVariety of(List<TokenPair> pairs) {
    Set<List<String>> targets = new HashSet<>();
    Set<List<String>> answers = new HashSet<>();
    Set<String> targetWords = new HashSet<>();
    Set<String> answerWords = new HashSet<>();
    for (TokenPair pair : pairs) {
      targets.add(pair.target());
      answers.add(pair.output());
      targetWords.addAll(pair.target());
      answerWords.addAll(pair.output());
    }
    return new AnswerVariety(
        targets.size(), answers.size(), targetWords.size(), answerWords.size());
  }

  /**
   * Whether the model has collapsed: one answer to all, at most one answer to twenty sentences, or
   * one word for twenty. Never so of fewer than eight different sentences.
   */
  public boolean isCollapsed() {
    return targets >= FEWEST
        && (answers <= Math.max(1, NEAR_ZERO * targets)
            || answerWords <= Math.max(1, NEAR_ZERO * targetWords));
  }
}
