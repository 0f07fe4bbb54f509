package io.github.simloss.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bigram mode: a sentence's tokens are its overlapping pairs of words, {@code a b c} giving {@code
 * "a b"} and {@code "b c"}. A sentence of one word is paired with {@code <end>}, so that no word is
 * lost.
 *
 * @since 0.1.0
 */
public final class Bigrams {
  private static final char SEPARATOR = ' ';

  private Bigrams() {}

  /** The pairs of a sentence; none for an empty one. */
  public static List<String> of(List<String> words) {
    List<String> pairs = new ArrayList<>();
    if (words.size() == 1) {
      pairs.add(join(words.get(0), SpecialToken.END.text()));
    }
    for (int i = 1; i < words.size(); i++) {
      pairs.add(join(words.get(i - 1), words.get(i)));
    }
    return Collections.unmodifiableList(pairs);
  }

  /**
   * The words of a sequence of pairs: every first word, then the last second word. Where pairs do
   * not overlap (a model may write such), the second word of the earlier pair is kept as well.
   */
  public static List<String> words(List<String> pairs) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      String first = first(pairs.get(i));
      String pending = i > 0 ? second(pairs.get(i - 1)) : first;
      if (!pending.equals(first) && !pending.isEmpty()) {
        words.add(pending);
      }
      words.add(first);
    }
    if (!pairs.isEmpty()) {
      String last = second(pairs.get(pairs.size() - 1));
      if (!last.isEmpty() && !last.equals(SpecialToken.END.text())) {
        words.add(last);
      }
    }
    return Collections.unmodifiableList(words);
  }

  /** The first word of a pair; a token that is no pair is its own first word. */
  public static String first(String pair) {
    int at = pair.indexOf(SEPARATOR);
    return at < 0 ? pair : pair.substring(0, at);
  }

  /** The second word of a pair; empty for a token that is no pair. */
  public static String second(String pair) {
    int at = pair.indexOf(SEPARATOR);
    return at < 0 ? "" : pair.substring(at + 1);
  }

  private static String join(String first, String second) {
    return first + SEPARATOR + second;
  }
}
