package io.github.simloss.experiment.inspection;

import org.jspecify.annotations.Nullable;

/**
 * A word of a reconstruction beside the word it stands for.
 *
 * @param word the word of the output; of the input where it was dropped
 * @param target the word of the input it stands for, or null
 * @param kind how the two go together
 * @param cosine of their vectors in [-1, 1], where one word was swapped for another and both have
 *     vectors; null otherwise
 * @since 0.1.0
 */
public record MarkedWord(String word, @Nullable String target, Kind kind, @Nullable Double cosine) {
  /** How an output goes with its input. */
  public enum Kind {
    /** The same word. */
    SAME,
    /** Another word in its place. */
    SWAPPED,
    /** A word with no counterpart in the input. */
    ADDED,
    /** A word of the input with no counterpart in the output. */
    DROPPED
  }
}
