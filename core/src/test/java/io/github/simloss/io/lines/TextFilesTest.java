package io.github.simloss.io.lines;

import static io.github.simloss.io.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
  private static final String BOM = "\ufeff";
  private @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static List<String> lines(byte[] bytes) {
    return lines(new ByteArrayInputStream(bytes), TextFiles.MAX_LINE_BYTES);
  }

  private static List<String> lines(InputStream in, int maxBytes) {
    List<String> all = new ArrayList<>();
    try (Lines lines = new Lines(in, "text", maxBytes)) {
      while (lines.hasNext()) {
        all.add(lines.next());
        assertEquals(all.size(), lines.lineNumber());
      }
    }
    return all;
  }

  /** Gives one byte at a time and claims that no more are there. */
  private static final class Drip extends InputStream {
    private final InputStream in;

    Drip(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return in.read(to, offset, Math.min(1, length));
    }
  }

  /** Gives so many bytes and fails. */
  private static final class Failing extends InputStream {
    private int left;
    private final IOException failure;

    Failing(int left, IOException failure) {
      this.left = left;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (left-- == 0) {
        throw failure;
      }
      return 'x';
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      to[offset] = (byte) read();
      return 1;
    }
  }

  @Test
  void lineEndsAreTakenAsDocumented() throws IOException {
    assertEquals(List.of(), lines(utf8("")));
    assertEquals(List.of(""), lines(utf8("\n")));
    assertEquals(List.of("", ""), lines(utf8("\r\n\n")));
    assertEquals(List.of("a"), lines(utf8("a")));
    assertEquals(List.of("a", "b"), lines(utf8("a\r\nb\r")));
    assertEquals(List.of("a\r", "b"), lines(utf8("a\r\r\nb")));
    // Old Mac line ends and Unicode's are part of the text.
    assertEquals(List.of("a\rb\u2028c\u0085d\u000be"), lines(utf8("a\rb\u2028c\u0085d\u000be\n")));
    assertEquals(List.of("a\u0000b"), lines(utf8("a\u0000b")));
    assertEquals(List.of(), lines(gzip(utf8(""))));
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
    assertEquals(List.of("a", "b"), lines(utf8(BOM + "a\nb")));
    assertEquals(List.of("a"), lines(gzip(utf8(BOM + "a\n"))));
    assertEquals(List.of(BOM + "a"), lines(utf8(BOM + BOM + "a")));
    assertEquals(List.of("a", BOM + "b"), lines(utf8("a\n" + BOM + "b")));
    assertEquals(List.of(""), lines(utf8(BOM + "\r\n")));
  }

  @Test
  void aFileOfAByteOrderMarkAloneIsEmpty() throws IOException {
    assertEquals(List.of(), lines(utf8(BOM)));
    assertEquals(List.of(), lines(gzip(utf8(BOM))));
  }

  @Test
  void allTextsComeBackHoweverTheyAreRead() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      SeededRandom random = SeededRandom.derive(1, "texts", seed);
      List<String> wanted = new ArrayList<>();
      StringBuilder text = new StringBuilder(random.nextInt(2) == 0 ? BOM : "");
      int count = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        String line = randomLine(random);
        wanted.add(line);
        text.append(line).append(random.nextInt(2) == 0 ? "\n" : "\r\n");
      }
      byte[] bytes = utf8(text.toString());
      assertEquals(wanted, lines(bytes), "seed " + seed);
      assertEquals(wanted, lines(new Drip(bytes), 1 << 20), "seed " + seed);
      assertEquals(wanted, lines(gzip(bytes)), "seed " + seed);
      assertEquals(wanted, lines(new Drip(gzip(bytes)), 1 << 20), "seed " + seed);
      int cut = random.nextInt(bytes.length + 1);
      byte[] members =
          join(
              gzip(slice(bytes, 0, cut)),
              gzip(new byte[0]),
              gzip(slice(bytes, cut, bytes.length)),
              new byte[random.nextInt(600)]);
      assertEquals(wanted, lines(members), "seed " + seed);
      assertEquals(wanted, lines(new Drip(members), 1 << 20), "seed " + seed);
    }
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static String randomLine(SeededRandom random) {
    String[] pieces = {
      "a", " ", "\t", "\u00e9", "\u4f60", "\ud83d\ude00", "\ufffd", "\r\r.", "\u0000"
    };
    StringBuilder line = new StringBuilder(".");
    int most = random.nextInt(10) == 0 ? 60_000 : 30;
    for (int i = random.nextInt(most); i > 0; i--) {
      line.append(pieces[random.nextInt(pieces.length)]);
    }
    return line.append('.').toString();
  }

  @Test
  void invalidUtf8IsRefusedWithItsPlace() {
    byte[][] wrong = {
      bytes(0xff),
      bytes(0x80),
      bytes(0xc3),
      bytes(0xc0, 0x80),
      bytes(0xe4, 0xbd),
      bytes(0xed, 0xa0, 0x80),
      bytes(0xf0, 0x9f, 0x98),
      bytes(0xf4, 0x90, 0x80, 0x80),
      bytes(0xf8, 0x88, 0x80, 0x80, 0x80)
    };
    for (byte[] bad : wrong) {
      for (String rest : List.of("", "\n", "z\n", "\ufffd\r\nx\n")) {
        byte[] text = join(utf8("fine \ufffd\nab\u00e9"), bad, utf8(rest));
        String first = String.format(Locale.ROOT, "0x%02x", bad[0]);
        assertRefused(() -> lines(text), "text:2: byte 5 (" + first + ")", "UTF-8");
      }
    }
  }

  @Test
  void theByteOrderMarkDoesNotMoveThePlace() {
    byte[] text = join(utf8(BOM + "ab"), bytes(0xff));
    assertRefused(() -> lines(text), "text:1: byte 3 (0xff)");
    assertRefused(() -> lines(bytes(0xef, 0xbb)), "text:1: byte 1 (0xef)");
  }

  @Test
  void anotherEncodingIsNamed() {
    byte[] little = join(bytes(0xff, 0xfe), "some text".getBytes(StandardCharsets.UTF_16LE));
    byte[] big = join(bytes(0xfe, 0xff), "some text".getBytes(StandardCharsets.UTF_16BE));
    assertRefused(() -> lines(little), "text:1", "UTF-16");
    assertRefused(() -> lines(big), "text:1", "UTF-16");
    byte[] latin = "first\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(() -> lines(latin), "text:2: byte 4 (0xe9)");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "255", "256", "257", "65535", "65536", "65537"})
  void theLongestLineIsExact(int most) {
    String full = "x".repeat(most);
    for (String around : List.of("%s", "%s\n", "%s\r\n", BOM + "%s\r\n", "a\n%s\nb")) {
      String text = around.replace("%s", full);
      List<String> read = lines(new ByteArrayInputStream(utf8(text)), most);
      assertTrue(read.contains(full), around);
      String more = around.replace("%s", full + "y");
      String line = around.startsWith("a") ? "text:2" : "text:1";
      assertRefused(
          () -> lines(new ByteArrayInputStream(utf8(more)), most), line, "longer than " + most);
    }
    // Bytes count, not characters.
    String wide = "\u4f60".repeat(most / 3 + 1);
    assertRefused(() -> lines(new ByteArrayInputStream(utf8(wide)), most), "longer than " + most);
  }

  @Test
  void aSmallFileThatUnpacksToAHugeLineIsRefused() throws IOException {
    byte[] bomb = gzip(new byte[200 << 20]);
    assertTrue(bomb.length < 1 << 20);
    assertRefused(() -> lines(bomb), "text:1", "longer than 1048576 bytes");
  }

  @Test
  void aCutGzipFileIsNeverTakenForAWholeOne() throws IOException {
    SeededRandom random = new SeededRandom(5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("line ").append(random.nextInt(1000)).append('\n');
    }
    byte[] one = gzip(utf8(text.toString()));
    byte[] both = join(one, gzip(utf8("last\n")));
    assertEquals(41, lines(both).size());
    for (int length = 2; length < both.length; length++) {
      byte[] cut = slice(both, 0, length);
      if (length == one.length) {
        assertEquals(40, lines(cut).size());
      } else {
        assertRefused(() -> lines(cut), "text:", "gzip data is cut off");
      }
    }
  }

  @Test
  void aDamagedGzipFileIsRefusedOrGivesTheText() throws IOException {
    byte[] text = utf8("the taste was so good\n".repeat(30));
    byte[] whole = gzip(text);
    List<String> wanted = lines(text);
    for (int at = 2; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        try {
          assertEquals(wanted, lines(damaged), "byte " + at + " bit " + bit);
        } catch (SimlossException e) {
          assertTrue(Fuzz.isOneLine(e.getMessage()), e.getMessage());
        }
      }
    }
  }

  @Test
  void gzipHeadersWithAllFieldsAreRead() throws IOException {
    byte[] plain = gzip(utf8("a\nb\n"));
    byte[] fields =
        join(
            bytes(0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 255),
            bytes(3, 0, 1, 2, 3),
            utf8("name\u0000"),
            utf8("comment\u0000"),
            bytes(0, 0),
            slice(plain, 10, plain.length));
    assertEquals(List.of("a", "b"), lines(fields));
    assertEquals(List.of("a", "b", "a", "b"), lines(join(plain, fields)));
    for (int length = 2; length < fields.length; length++) {
      byte[] cut = slice(fields, 0, length);
      assertRefused(() -> lines(cut), "cut off");
    }
  }

  @Test
  void whatFollowsGzipIsNotLostInSilence() throws IOException {
    byte[] plain = gzip(utf8("a\n"));
    assertRefused(() -> lines(join(plain, utf8("more text\n"))), "not gzip follows");
    assertRefused(() -> lines(join(plain, new byte[9], bytes(0x1f, 0x8b, 8))), "cut off");
    assertEquals(List.of("a"), lines(join(plain, new byte[70_000])));
    byte[] reserved = plain.clone();
    reserved[3] = (byte) 0x80;
    assertRefused(() -> lines(reserved), "header is damaged");
    byte[] method = plain.clone();
    method[2] = 7;
    assertRefused(() -> lines(method), "compression method is unknown");
  }

  @Test
  void aPlainTextMayBeginAsGzipDoes() {
    assertEquals(List.of("\u001f"), lines(bytes(0x1f)));
    assertEquals(List.of("\u001fx"), lines(bytes(0x1f, 'x')));
    assertEquals(List.of("\u001f", "x"), lines(bytes(0x1f, '\n', 'x')));
  }

  @Test
  void garbledTextsAreRefusedOrRead() throws IOException {
    byte[] plain = utf8(BOM + "the taste\r\nwas \u4f60 so\n\ud83d\ude00 good\n");
    Fuzz.run("text", plain, bytes -> lines(bytes));
    Fuzz.run("gzip", gzip(plain), bytes -> lines(bytes));
    Fuzz.run("short lines", plain, bytes -> lines(new ByteArrayInputStream(bytes), 10));
  }

  @Test
  void afterAFailureThereIsNothing() {
    Lines lines = new Lines(new ByteArrayInputStream(bytes('a', '\n', 0xff, '\n', 'b')), "text", 9);
    assertEquals("a", lines.next());
    assertEquals("text:1", lines.position());
    assertRefused(lines::hasNext, "text:2");
    assertFalse(lines.hasNext());
    assertThrows(NoSuchElementException.class, lines::next);
    assertEquals(1, lines.lineNumber());
  }

  @Test
  void aStreamThatFailsIsNamed() {
    IOException said = new IOException("the cable\nis out");
    assertRefused(
        () -> lines(new Failing(3, said), 100), "text:1: cannot read on", "the cable\\u000ais out");
    assertRefused(
        () -> lines(new Failing(0, new IOException()), 100),
        "text:1: cannot read on",
        "input/output error");
  }

  @Test
  void linesTypedByHandComeAtOnce() {
    int[] asked = new int[1];
    InputStream typed =
        new InputStream() {
          private final byte[] text = utf8("ab\ncd\n");

          @Override
          public int read() {
            return asked[0] < text.length ? text[asked[0]++] : -1;
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            int one = read();
            if (one < 0) {
              return -1;
            }
            to[offset] = (byte) one;
            return 1;
          }
        };
    Lines lines = TextFiles.lines(typed, "typed");
    assertEquals("ab", lines.next());
    assertEquals(3, asked[0], "bytes asked for before the first line was given");
  }

  @Test
  void filesAreNamedInMessages() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertRefused(() -> TextFiles.open(missing), "there is no file", "missing.txt");
    assertRefused(() -> TextFiles.readLines(folder), "is a directory");
    Path file = Files.write(folder.resolve("bad\u2028name.txt"), bytes('a', '\n', 0xff));
    assertRefused(() -> TextFiles.readLines(file), "bad\\u2028name.txt:2: byte 1");
    Path longLine = Files.writeString(folder.resolve("long"), "a\nbcd\n");
    try (Lines lines = TextFiles.open(longLine, 2)) {
      assertEquals("a", lines.next());
      assertRefused(lines::next, "long:2", "longer than 2 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aLimitBelowOneIsAnErrorOfTheProgram(int most) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a");
    assertThrows(IllegalArgumentException.class, () -> TextFiles.open(file, most));
  }

  @Test
  void linesAreNumberedForTheConsumer() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a\n\nb");
    List<String> seen = new ArrayList<>();
    TextFiles.forEachLine(file, (number, text) -> seen.add(number + text));
    assertEquals(List.of("1a", "2", "3b"), seen);
  }
}
