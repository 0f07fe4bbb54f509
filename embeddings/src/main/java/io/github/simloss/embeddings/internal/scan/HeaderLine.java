package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.embeddings.internal.bytes.Delimiters;

/**
 * A first line of two whole numbers.
 *
 * @param words how many words it says there are
 * @param dimension d
 * @param end where the line after it begins
 */
public record HeaderLine(long words, long dimension, int end) {
  private static final int MOST_DIGITS = 18;

  /** The header at a place; {@code null} if there is none. */
  public static HeaderLine at(byte[] bytes, int from) {
    int end = Delimiters.newline(bytes, from, bytes.length);
    int next = Math.min(bytes.length, end + 1);
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    int i = skipBlanks(bytes, from, end);
    int first = i;
    i = skipDigits(bytes, i, end);
    int firstEnd = i;
    i = skipBlanks(bytes, i, end);
    int second = i;
    i = skipDigits(bytes, i, end);
    int secondEnd = i;
    boolean fits =
        firstEnd > first
            && second > firstEnd
            && secondEnd > second
            && skipBlanks(bytes, i, end) == end
            && firstEnd - first <= MOST_DIGITS
            && secondEnd - second <= MOST_DIGITS;
    return fits
        ? new HeaderLine(number(bytes, first, firstEnd), number(bytes, second, secondEnd), next)
        : null;
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && Delimiters.isSeparator(bytes[i])) {
      i++;
    }
    return i;
  }

  private static int skipDigits(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  private static long number(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + bytes[i] - '0';
    }
    return value;
  }
}
