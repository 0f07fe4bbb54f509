package io.github.simloss.io.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipLimitsTest {
  private @TempDir Path folder;
  private Path bomb;

  /** Forty MiB of lines in a twentieth of a MiB. */
  @BeforeEach
  void pack() throws IOException {
    bomb = pack(40);
  }

  private Path pack(int times) throws IOException {
    Path file = folder.resolve(times + ".gz");
    byte[] lines =
        ("a".repeat(1023) + "\n").repeat(1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < times; i++) {
        out.write(lines);
      }
    }
    return file;
  }

  @AfterEach
  void forget() {
    System.clearProperty(GzipLimits.RATIO);
    System.clearProperty(GzipLimits.BYTES);
  }

  private long lines() {
    long[] count = new long[1];
    TextFiles.forEachLine(bomb, (number, text) -> count[0] = number);
    return count[0];
  }

  @Test
  void aBombIsRefusedUnlessItIsAllowed() {
    SimlossException e = assertThrows(SimlossException.class, this::lines);
    assertTrue(e.getMessage().contains("more than 250 times its size"), e.getMessage());
    assertTrue(e.getMessage().contains("-Dsimloss.gzip.ratio=1000"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    System.setProperty(GzipLimits.RATIO, "100000");
    assertEquals(40 * 1024, lines());
    System.setProperty(GzipLimits.BYTES, "1000000");
    e = assertThrows(SimlossException.class, this::lines);
    assertTrue(e.getMessage().contains("more than 1000000 bytes"), e.getMessage());
    assertTrue(e.getMessage().contains("-Dsimloss.gzip.bytes=4000000"), e.getMessage());
    System.setProperty(GzipLimits.BYTES, "all");
    e = assertThrows(SimlossException.class, this::lines);
    assertTrue(e.getMessage().contains("must be a whole number"), e.getMessage());
  }

  /** A small text that says one thing often is no bomb, and one not much larger is. */
  @Test
  void theFirstMebibyteIsFree() throws IOException {
    bomb = pack(1);
    assertEquals(1024, lines());
    bomb = pack(3);
    assertThrows(SimlossException.class, this::lines);
  }

  @Test
  void aFileOfOursIsNeverUnpacked() {
    SimlossException e =
        assertThrows(SimlossException.class, () -> TextFiles.openPlain(bomb).next());
    assertTrue(e.getMessage().contains("is not valid UTF-8"), e.getMessage());
  }
}
