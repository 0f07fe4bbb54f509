package io.github.simloss.embeddings.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What ends a line and what separates its fields. */
public final class Delimiters {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PATTERN = 0x0a0a0a0a0a0a0a0aL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Delimiters() {}

  /** Whether a byte separates the fields of a line: a space or a tab. */
  public static boolean isSeparator(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * The place of the first newline at or after {@code from}; {@code to} if there is none. Eight
   * bytes at a time: most of a file is passed over here.
   */
  public static int newline(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 32; i += 32) {
      long a = marks(bytes, i);
      long b = marks(bytes, i + 8);
      long c = marks(bytes, i + 16);
      long d = marks(bytes, i + 24);
      if ((a | b | c | d) != 0) {
        break;
      }
    }
    for (; i <= to - 8; i += 8) {
      long found = marks(bytes, i);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /** The lowest mark is at the first newline; those above it may be false. */
  private static long marks(byte[] bytes, int at) {
    long x = (long) LONG.get(bytes, at) ^ PATTERN;
    return (x - ONES) & ~x & HIGHS;
  }
}
