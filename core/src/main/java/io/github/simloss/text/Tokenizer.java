package io.github.simloss.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a sentence into tokens. The name stands in a model's configuration. A class of your own,
 * with a constructor without arguments, is found through {@link java.util.ServiceLoader} under this
 * interface's name; it must give the same tokens for the same text as long as a model lives. Used
 * by several threads.
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
   * @return tokens without white space, none of them empty; there may be none; unmodifiable
   */
  List<String> tokenize(String sentence);

  /**
   * A regular expression whose matches are the tokens, of Unicode's classes, for programs in other
   * languages; null where there is none.
   *
   * @since 0.2.0
   */
  default @Nullable String pattern() {
    return null;
  }

  /**
   * Whether the text is put in lower case first, by the root locale.
   *
   * @since 0.2.0
   */
  default boolean lowerCase() {
    return true;
  }
}
