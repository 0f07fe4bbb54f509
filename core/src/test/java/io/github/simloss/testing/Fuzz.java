package io.github.simloss.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.io.IoConsumer;
import io.github.simloss.io.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Hands garbled bytes to a reader, which may answer with a {@link SimlossException} of one line, or
 * accept them, and nothing else. {@code -Dsimloss.fuzz=N} asks for N of them instead of 1,000,
 * {@code -Dsimloss.fuzz.seed=S} for others.
 */
public final class Fuzz {
  private static final int COUNT = Integer.getInteger("simloss.fuzz", 1000);
  private static final long SEED = Long.getLong("simloss.fuzz.seed", 20181031L);
  private static final List<String> TOKENS =
      List.of(
          "0",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "4294967296",
          "2147483647",
          "1e999",
          "1.5",
          "null",
          "true",
          "\"",
          "\\",
          "\\ud800",
          "{",
          "}",
          "[",
          "]",
          "[[[[[[[[",
          ",",
          ":",
          "(",
          ")",
          "'",
          "\n",
          "\u0000",
          "\u00e9",
          "__metadata__",
          "NaN",
          "F64",
          "<f8");

  private Fuzz() {}

  /**
   * Tries a reader.
   *
   * @param name of the kind of bytes; another name gives other mutations
   * @param original bytes that the reader accepts
   * @param reader reads bytes and checks what it made of those it accepts
   */
  public static void run(String name, byte[] original, IoConsumer<byte[]> reader) {
    for (int i = 0; i < COUNT; i++) {
      byte[] garbled = mutate(original, SeededRandom.derive(SEED, name, i));
      String which = "-Dsimloss.fuzz.seed=" + SEED + ", mutation " + i + " of " + name;
      try {
        reader.accept(garbled);
      } catch (SimlossException e) {
        assertTrue(isOneLine(e.getMessage()), () -> which + ": " + e.getMessage());
      } catch (Throwable e) {
        throw new AssertionError(
            which + ": " + e + " from " + new String(garbled, StandardCharsets.ISO_8859_1), e);
      }
    }
  }

  /** Whether a message is one line, of a length that can be read. */
  public static boolean isOneLine(String message) {
    return !message.isBlank()
        && message.length() < 2000
        && message.chars().noneMatch(Character::isISOControl);
  }

  private static byte[] mutate(byte[] original, SeededRandom random) {
    byte[] bytes = original;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, SeededRandom random) {
    int at = random.nextInt(bytes.length + 1);
    // Small steps are the ones that come through the first checks.
    int span = random.nextInt(random.nextInt(4) == 0 ? bytes.length + 1 : 9);
    int end = Math.min(bytes.length, at + span);
    byte[] put =
        switch (random.nextInt(6)) {
          case 0 -> noise(end - at, random);
          case 1 -> noise(1 + random.nextInt(8), random);
          case 2 -> token(random);
          case 3 -> new byte[0];
          case 4 -> slice(bytes, random);
          default -> new byte[] {(byte) (at < end ? bytes[at] ^ 1 << random.nextInt(8) : 0)};
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(put);
    int rest = random.nextInt(8) == 0 ? at : Math.min(bytes.length, at + put.length);
    // Either over what was there, or in place of it, or between.
    int from = random.nextInt(2) == 0 ? end : rest;
    out.write(bytes, from, bytes.length - from);
    return random.nextInt(12) == 0 ? head(out.toByteArray(), random) : out.toByteArray();
  }

  private static byte[] head(byte[] bytes, SeededRandom random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private static byte[] token(SeededRandom random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] bytes, SeededRandom random) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(bytes.length - from + 1);
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] noise(int count, SeededRandom random) {
    byte[] noise = new byte[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (byte) random.nextInt(256);
    }
    return noise;
  }
}
