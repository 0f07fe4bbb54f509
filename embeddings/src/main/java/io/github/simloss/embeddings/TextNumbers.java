package io.github.simloss.embeddings;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers as text files hold them: decimal, with or without exponent. */
final class TextNumbers {
  private TextNumbers() {}

  /**
   * Reads a number; beyond float's range it is infinite.
   *
   * @throws NumberFormatException if it is none
   */
  static float parse(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean digit = b >= '0' && b <= '9';
      // The parser would also take hexadecimal numbers and Java's suffixes.
      if (!digit && b != '.' && b != '-' && b != '+' && b != 'e' && b != 'E') {
        return special(bytes, from, to);
      }
    }
    return JavaFloatParser.parseFloat(bytes, from, to - from);
  }

  static boolean isNumber(byte[] bytes, int from, int to) {
    try {
      parse(bytes, from, to);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static float special(byte[] bytes, int from, int to) {
    if (to - from <= 9) {
      String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      switch (text.toLowerCase(Locale.ROOT)) {
        case "nan", "-nan", "+nan" -> {
          return Float.NaN;
        }
        case "inf", "+inf", "infinity", "+infinity" -> {
          return Float.POSITIVE_INFINITY;
        }
        case "-inf", "-infinity" -> {
          return Float.NEGATIVE_INFINITY;
        }
        default -> {}
      }
    }
    throw new NumberFormatException();
  }
}
