package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.simloss.SimlossException;
import io.github.simloss.io.SeededRandom;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Garbled files of every format: a reader gives vectors or a {@link SimlossException} of one line,
 * nothing else. The property {@code simloss.fuzz} sets how many files of a format are tried, {@code
 * simloss.fuzz.seed} which.
 */
class ReaderFuzzTest {
  private static final int FILES = Integer.getInteger("simloss.fuzz", 500);
  private static final long SEED = Long.getLong("simloss.fuzz.seed", 41);

  /** Small, beside what a damaged count could ask for. */
  private static final long MOST_BYTES = 64L << 20;

  private static final byte[][] NASTY = {
    {0, 0, 0, 0},
    {-1, -1, -1, -1},
    {-1, -1, -1, 0x7f},
    {0, 0, 0, (byte) 0x80},
    {0, 0, (byte) 0xc0, 0x7f},
    "999999999999".getBytes(StandardCharsets.US_ASCII),
    "nan ".getBytes(StandardCharsets.US_ASCII),
    " \n".getBytes(StandardCharsets.US_ASCII),
    "\r\n\n".getBytes(StandardCharsets.US_ASCII),
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
  };

  @TempDir Path folder;

  private static byte[] sample(String kind) {
    Map<String, float[]> table = new LinkedHashMap<>();
    int i = 0;
    for (String word : List.of("the", "café", "北海道", "cat", "sat")) {
      table.put(word, new float[] {0.1f * i, -1e-5f, i++, 2});
    }
    FastTextFile model = new FastTextFile(31);
    switch (kind) {
      case "fastText 11" -> model.version = 11;
      case "fastText 2016" -> model.version = 0;
      case "supervised" -> model.supervised = true;
      case "quantised" -> {
        model.quantised = true;
        model.quantisedNorms = true;
      }
      default -> {}
    }
    return switch (kind) {
      case "text" -> TestFiles.text(table, true);
      case "glove" -> TestFiles.text(table, false);
      case "gzip" -> TestFiles.gzip(TestFiles.text(table, true));
      case "word2vec" -> TestFiles.word2vec(table, true);
      case "gensim" -> TestFiles.word2vec(table, false);
      case "fastText gzip" -> TestFiles.gzip(model.bytes());
      default -> model.bytes();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "glove",
        "gzip",
        "word2vec",
        "gensim",
        "fastText 12",
        "fastText 11",
        "fastText 2016",
        "fastText gzip",
        "supervised",
        "quantised"
      })
  void givesVectorsOrOneLine(String kind) {
    byte[] whole = sample(kind);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      SeededRandom random = SeededRandom.derive(SEED, kind, i);
      String what = kind + ", -Dsimloss.fuzz.seed=" + SEED + ", file " + i;
      Path file = TestFiles.write(folder, "fuzz", garble(whole, random));
      long before = allocated();
      try {
        VectorFile vectors = VectorFile.open(file, VectorOptions.DEFAULT.withThreads(1));
        vectors.read(Set.of("the", "sat", "none")).vector("the");
        vectors.info();
        VectorSet all = vectors.all();
        for (String word : all.words()) {
          float[] vector = all.vector(word);
          assertTrue(vector.length == all.dimension(), what);
          for (float x : vector) {
            assertTrue(Float.isFinite(x), what);
          }
        }
      } catch (SimlossException e) {
        refused++;
        assertFalse(e.getMessage().contains("\n"), what + ": " + e.getMessage());
        assertTrue(e.getMessage().contains("fuzz"), what + ": " + e.getMessage());
      } catch (RuntimeException | Error e) {
        fail(what, e);
      }
      assertTrue(allocated() - before < MOST_BYTES, what + ": allocated too much");
    }
    assertTrue(refused > 0 && refused < FILES, kind + ": refused " + refused + " of " + FILES);
  }

  private static byte[] garble(byte[] whole, SeededRandom random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> {
          byte[] nasty = NASTY[random.nextInt(NASTY.length)];
          int count = Math.min(nasty.length, bytes.length - at);
          System.arraycopy(nasty, 0, bytes, at, count);
        }
        case 4 -> bytes = spliced(bytes, at, NASTY[random.nextInt(NASTY.length)]);
        default -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, at, bytes.length));
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] more) {
    byte[] result = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, result, at, more.length);
    System.arraycopy(bytes, at, result, at + more.length, bytes.length - at);
    return result;
  }

  /** Bytes allocated by this thread so far; with one thread it does all the work. */
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
}
