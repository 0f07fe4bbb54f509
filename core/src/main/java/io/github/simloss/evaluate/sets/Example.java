package io.github.simloss.evaluate.sets;

import java.util.List;

/**
 * A sentence, or two, and what is said of them.
 *
 * @param label a class or a number, as in the file
 * @param sentences one or two
 * @param where file and line, as messages begin
 * @since 0.2.0
 */
public record Example(String label, List<String> sentences, String where) {
  /** Copies the list. */
  public Example {
    sentences = List.copyOf(sentences);
    if (sentences.isEmpty() || sentences.size() > 2) {
      throw new IllegalArgumentException("an example has one sentence or two, not " + sentences);
    }
  }

  /** A sentence with a label. */
  public static Example of(String label, String sentence, String where) {
    return new Example(label, List.of(sentence), where);
  }

  /** A pair with a label. */
  public static Example of(String label, String first, String second, String where) {
    return new Example(label, List.of(first, second), where);
  }
}
