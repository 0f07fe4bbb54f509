package io.github.simloss.embeddings.internal.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
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

  @Test
  void refusesOtherFilesWithTheFix() {
    Map<String, byte[]> others =
        Map.of(
            "ZIP", new byte[] {'P', 'K', 3, 4, 0, 0},
            "pickle", new byte[] {(byte) 0x80, 4, (byte) 0x95, 0},
            "HDF5", new byte[] {(byte) 0x89, 'H', 'D', 'F'},
            "UTF-16", new byte[] {(byte) 0xff, (byte) 0xfe, 't', 0},
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
