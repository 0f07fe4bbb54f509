package io.github.simloss.io;

import java.util.Locale;

/**
 * Text that commands no terminal: what a terminal obeys instead of showing is written as <code>
 * &#92;uXXXX</code>, which is also how JSON writes it. That is every control character but tab and
 * line feed (escape sequences begin with one), line separators, halves of surrogate pairs, and the
 * characters that turn the direction of the text after them (Unicode's embeddings, overrides and
 * isolates), with which a text can be made to look like another.
 *
 * @since 0.2.0
 */
public final class Printable {
  private Printable() {}

  /** A text with what must not be shown escaped; lines and tabs stay. */
  public static String text(String text) {
    int first = 0;
    while (first < text.length() && isPrintable(text, first)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      if (isPrintable(text, i)) {
        shown.append(text.charAt(i));
      } else {
        escape(shown, text.charAt(i));
      }
    }
    return shown.toString();
  }

  /** Whether the character at a place may be shown. */
  private static boolean isPrintable(String text, int i) {
    char c = text.charAt(i);
    if (c == '\n' || c == '\t') {
      return true;
    }
    return Character.isSurrogate(c) ? isPaired(text, i) : !isCommand(c);
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  /** Whether a character does something to a terminal. */
  static boolean isCommand(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Writes a character as Java and JSON do. */
  static void escape(StringBuilder shown, int c) {
    shown.append(String.format(Locale.ROOT, "\\u%04x", c));
  }
}
