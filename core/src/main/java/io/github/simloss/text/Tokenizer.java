package io.github.simloss.text;

import java.util.List;

/**
 * Cuts a sentence into lower-case tokens. The name stands in a model's configuration.
 *
 * @since 0.1.0
 */
public interface Tokenizer {

  /** The name in {@code --tokenizer} and in files. */
  String name();

  /**
   * The tokens of a sentence in order.
   *
   * @param sentence any text
   * @return tokens without white space, lower-cased by the root locale; may be empty, unmodifiable
   */
  List<String> tokenize(String sentence);
}
