package io.github.simloss.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.io.IoConsumer;
import io.github.simloss.random.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Hands garbled bytes to a reader, which may answer with a {@link SimlossException} of one line, or
 * accept them, and nothing else; in little memory and time, whatever numbers the bytes hold. The
 * inputs are those kept in the repository ({@link FuzzCorpus}) and mutations of them and of a sound
 * file. {@code -Dsimloss.fuzz=N} asks for N mutations instead of 1,000, {@code
 * -Dsimloss.fuzz.seed=S} for others.
 */
public final class Fuzz {
  private static final int COUNT = Integer.getInteger("simloss.fuzz", 1000);
  private static final long SEED = Long.getLong("simloss.fuzz.seed", 20181031L);

  /** Of small files; a number that asks for more is to be disbelieved. */
  private static final long MOST_BYTES = 64L << 20;

  private static final long MOST_CPU_SECONDS = 30;

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
          "<f8",
          "nan ",
          " \n",
          "\r\n\n",
          "\t",
          "\ufeff");

  /** Counts and floats that binary formats trip over. */
  private static final byte[][] BINARY = {
    {0, 0, 0, 0},
    {-1, -1, -1, -1},
    {-1, -1, -1, 0x7f},
    {0, 0, 0, (byte) 0x80},
    {0, 0, (byte) 0xc0, 0x7f},
    {0, 0, (byte) 0x80, 0x7f},
    {0, 0, 0, 0, 1, 0, 0, 0}
  };

  private Fuzz() {}

  /**
   * What came of the inputs.
   *
   * @param tried how many there were
   * @param refused how many of them the reader refused
   */
  public record Tally(int tried, int refused) {}

  /**
   * Tries a reader.
   *
   * @param name of the kind of bytes; another name gives other mutations
   * @param original bytes that the reader accepts
   * @param reader reads bytes and checks what it made of those it accepts
   */
  public static Tally run(String name, byte[] original, IoConsumer<byte[]> reader) {
    return run(name, COUNT, original, reader);
  }

  /** As {@link #run}, for a reader that takes long: with a tenth of the mutations. */
  public static Tally runSlow(String name, byte[] original, IoConsumer<byte[]> reader) {
    return run(name, (COUNT + 9) / 10, original, reader);
  }

  private static Tally run(String name, int count, byte[] original, IoConsumer<byte[]> reader) {
    FuzzCorpus corpus = FuzzCorpus.of(name);
    List<byte[]> kept = corpus.inputs();
    String prefix = "-Dsimloss.fuzz.seed=" + SEED;
    warmUp(original, reader);
    int refused = 0;
    for (int i = 0; i < kept.size(); i++) {
      refused += attempt(corpus, prefix + ", kept input " + i + " of " + name, kept.get(i), reader);
    }
    for (int i = 0; i < count; i++) {
      SeededRandom random = SeededRandom.derive(SEED, name, i);
      int from = random.nextInt(2 * kept.size() + 1);
      byte[] garbled = mutate(from < kept.size() ? kept.get(from) : original, random);
      refused += attempt(corpus, prefix + ", mutation " + i + " of " + name, garbled, reader);
    }
    corpus.save();
    Tally tally = new Tally(kept.size() + count, refused);
    if (System.getProperty("simloss.fuzz") != null) {
      System.out.println("fuzz " + name + ": " + tally);
    }
    return tally;
  }

  /** So that what is made once in a process is not counted against an input. */
  private static void warmUp(byte[] original, IoConsumer<byte[]> reader) {
    try {
      reader.accept(original);
    } catch (SimlossException e) {
      // A reader may refuse everything, at one point or another.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns 1 if the input was refused, else 0. */
  private static int attempt(
      FuzzCorpus corpus, String which, byte[] input, IoConsumer<byte[]> reader) {
    long allocated = allocated();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    int refused = 0;
    try {
      reader.accept(input);
      corpus.offer(input, "accepted");
    } catch (SimlossException e) {
      assertTrue(isOneLine(e.getMessage()), () -> which + ": " + e.getMessage());
      corpus.offer(input, e.getMessage());
      refused = 1;
    } catch (Throwable e) {
      throw new AssertionError(
          which + ": " + e + " from " + new String(input, StandardCharsets.ISO_8859_1), e);
    }
    long bytes = allocated() - allocated;
    assertTrue(bytes < MOST_BYTES, () -> which + " allocated " + bytes + " bytes");
    long seconds =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000_000;
    assertTrue(seconds < MOST_CPU_SECONDS, () -> which + " took " + seconds + " s");
    return refused;
  }

  /** Bytes allocated by this thread so far. */
  private static long allocated() {
    try {
      return (long)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "getThreadAllocatedBytes",
                  new Object[] {Thread.currentThread().getId()},
                  new String[] {"long"});
    } catch (JMException e) {
      throw new IllegalStateException("this Java does not count what a thread allocates", e);
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
        switch (random.nextInt(7)) {
          case 0 -> noise(end - at, random);
          case 1 -> noise(1 + random.nextInt(8), random);
          case 2 -> token(random);
          case 3 -> new byte[0];
          case 4 -> slice(bytes, random);
          case 5 -> BINARY[random.nextInt(BINARY.length)];
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
