package io.github.simloss.embeddings.internal.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.testing.TestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is taken for. */
class FormatDetectorTest {
  @TempDir Path folder;

  private VectorFile open(String text) {
    return open(text, VectorOptions.DEFAULT);
  }

  private VectorFile open(String text, VectorOptions options) {
    return VectorFile.open(TestFiles.write(folder, "vectors.txt", text), options);
  }

  @Test
  void findsTheDimensionWhereTheFirstWordHoldsSpaces() {
    VectorFile file = open(". . . 1 2\nthe 0.1 0.2\n");
    assertEquals(2, file.dimension());
    assertArrayEquals(new float[] {1, 2}, file.all().vector(". . ."));
  }

  @Test
  void findsTheDimensionOfVeryLongLines() {
    String row = " 0.5".repeat(100_000) + "\n";
    VectorFile file = open("the" + row + "cat" + row);
    assertEquals(100_000, file.dimension());
    assertEquals(List.of("the", "cat"), file.all().words());
  }

  @Test
  void distinguishesATableOfDimensionOneFromAHeader() {
    assertEquals(List.of("7", "9"), open("7 2\n9 4\n").all().words());
    assertEquals(List.of("the", "a"), open("2 1\nthe 4\na 5\n").all().words());
    VectorOptions absent = VectorOptions.DEFAULT.withHeader(VectorOptions.Header.ABSENT);
    assertEquals(List.of("2", "the"), open("2 1\nthe 4\n", absent).all().words());
  }

  /** A row of text may end where a row of floats would. */
  @Test
  void aTextOfOneRowIsNoBinary() {
    assertEquals(VectorFormat.TEXT, open("1 3\nthe 0.1 0.2 0.3\n").format());
    assertEquals(VectorFormat.TEXT, open("1 1\nx 0.5").format());
    assertEquals(VectorFormat.GLOVE, open("the 0.1 0.2 0.3").format());
    // Twelve bytes after the word, of which one is wrong.
    for (String damaged :
        List.of(
            "1 3\nthe 0.1 0.2 x.3\n", "1 1\nx nan\n", "2 1\nx nan\ny inf\n", "1 2\na -.5 1,25")) {
      SimlossException e = assertThrows(SimlossException.class, () -> open(damaged).all(), damaged);
      assertTrue(e.getMessage().contains("vectors.txt:2"), e.getMessage());
    }
  }

  @Test
  void aBinaryOfOneRowIsNoText() {
    byte[] row = {'1', ' ', '2', '\n', 'x', ' ', 'A', 'B', 'C', '?', 'a', 'b', 'c', '@'};
    VectorFile file = VectorFile.open(TestFiles.write(folder, "one.bin", row));
    assertEquals(VectorFormat.WORD2VEC_BINARY, file.format());
    assertEquals(2, file.all().vector("x").length);
  }

  @Test
  void shortFilesSayWhatIsMissing() {
    Map<String, String> wrong =
        Map.of(
            "the\na\n", "no line is a word and numbers",
            "the", "no line is a word and numbers",
            "\ufeff", "blank lines only",
            "\n\n", "blank lines only",
            "a 1 2\rb 3 4\r", "CR alone",
            "2 2\ra 1 2\rb 3 4\r", "CR alone");
    wrong.forEach(
        (text, message) -> {
          SimlossException e =
              assertThrows(SimlossException.class, () -> open(text).all(), () -> "took " + text);
          assertTrue(e.getMessage().contains(message), e.getMessage());
        });
    assertThrows(SimlossException.class, () -> open("3 4\n").all(), "a header alone");
    assertEquals(List.of("a", "b"), open("\ufeff2 2\r\na 1 2\r\nb 3 4\r\n").all().words());
    assertEquals(List.of("a", "b"), open("\ufeffa 1 2\r\nb 3 4").all().words());
    assertEquals(List.of("a"), open("a 1 2\r").all().words());
  }

  @Test
  void refusesOtherFilesWithTheFix() {
    Map<String, byte[]> others =
        Map.of(
            "ZIP", new byte[] {'P', 'K', 3, 4, 0, 0},
            "pickle", new byte[] {(byte) 0x80, 4, (byte) 0x95, 0},
            "HDF5", new byte[] {(byte) 0x89, 'H', 'D', 'F'},
            "UTF-16", new byte[] {(byte) 0xff, (byte) 0xfe, 't', 0},
            "Git LFS",
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
                    .getBytes(StandardCharsets.UTF_8),
            "gzip inside gzip",
                TestFiles.gzip(
                    TestFiles.gzip("the 1 2\nsoup 2 1\n".getBytes(StandardCharsets.UTF_8))),
            "known here", "Once upon a time\nthere was a cat\n".getBytes(StandardCharsets.UTF_8));
    others.forEach(
        (part, bytes) -> {
          Path file = TestFiles.write(folder, "other", bytes);
          SimlossException e = assertThrows(SimlossException.class, () -> VectorFile.open(file));
          assertTrue(e.getMessage().contains(part), e.getMessage());
        });
    assertThrows(SimlossException.class, () -> VectorFile.open(folder));
    assertThrows(SimlossException.class, () -> VectorFile.open(folder.resolve("none")));
  }
}
