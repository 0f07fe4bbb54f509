package io.github.simloss.embeddings.internal.text;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers as text files hold them: decimal, with or without exponent. */
final class TextNumbers {
  private TextNumbers() {}

  /** The powers of ten that a float holds exactly. */
  private static final float[] TENS = {
    1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  /** Up to here a float holds every whole number. */
  private static final int EXACT = 1 << 24;

  /**
   * Reads a number, rounded correctly; beyond float's range it is infinite.
   *
   * @throws NumberFormatException if it is none
   */
  static float parse(byte[] bytes, int from, int to) {
    int i = from < to && bytes[from] == '-' ? from + 1 : from;
    boolean negative = i > from;
    int digits = 0;
    int point = -1;
    int firstDigit = i;
    for (; i < to && digits < EXACT; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int decimals = point < 0 ? 0 : to - point - 1;
    // Most numbers are a whole number over a power of ten, both exact: one division is exact too
    // (Clinger, How to Read Floating Point Numbers Accurately, 1990).
    if (i == to
        && digits <= EXACT
        && decimals < TENS.length
        && to - firstDigit > (point < 0 ? 0 : 1)) {
      float value = digits / TENS[decimals];
      return negative ? -value : value;
    }
    return any(bytes, from, to);
  }

  private static float any(byte[] bytes, int from, int to) {
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
