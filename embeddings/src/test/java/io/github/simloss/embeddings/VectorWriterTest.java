package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.testing.TestFiles;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.io.npy.FloatTable;
import io.github.simloss.io.npy.Npy;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorWriterTest {
  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();

  private VectorFile random(long seed) {
    SeededRandom random = new SeededRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(i % 3 == 0 ? "é" : "w").append(random.nextInt(400));
      for (int k = 0; k < 7; k++) {
        float x;
        do {
          x = Float.intBitsToFloat((int) random.nextLong());
        } while (!Float.isFinite(x));
        text.append(' ').append(k == 6 ? 0.5f : x);
      }
      text.append('\n');
    }
    return VectorFile.open(TestFiles.write(folder, "random", text.toString()));
  }

  private static void assertSame(VectorRows expected, VectorSet actual) {
    List<String> words = new ArrayList<>();
    expected.forEach(
        (word, vector) -> {
          words.add(word);
          assertArrayEquals(vector, actual.vector(word), word);
        });
    assertEquals(words, actual.words());
  }

  @Test
  void writesWhatItReadsToTheLastBit() {
    for (long seed = 50; seed < 55; seed++) {
      VectorFile from = random(seed);
      for (VectorRows rows : List.of(from, from.all())) {
        VectorWriter writer = new VectorWriter(rows, notices::add);
        Path text = folder.resolve("out.vec");
        Path binary = folder.resolve("out.bin");
        assertEquals(from.count(), writer.text(text), "seed " + seed);
        assertEquals(from.count(), writer.word2vecBinary(binary), "seed " + seed);
        assertEquals(VectorFormat.TEXT, VectorFile.open(text).format());
        assertEquals(VectorFormat.WORD2VEC_BINARY, VectorFile.open(binary).format());
        assertSame(from, VectorFile.open(text).all());
        assertSame(from, VectorFile.open(binary).all());
      }
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void writesATableAndItsWords() {
    VectorFile from = random(56);
    Path table = folder.resolve("out.npy");
    Path words = folder.resolve("words.txt");
    new VectorWriter(from, notices::add).npy(table, words);
    FloatTable read = Npy.read(table);
    VectorSet all = from.all();
    assertEquals(all.words(), TextFiles.readLines(words));
    assertEquals(all.words().size(), read.rows());
    for (int row = 0; row < read.rows(); row++) {
      float[] vector = all.vector(all.words().get(row));
      for (int k = 0; k < vector.length; k++) {
        assertEquals(vector[k], read.values()[row * vector.length + k]);
      }
    }
  }

  @Test
  void leavesOutWhatAFormatCannotExpress() {
    VectorFile from =
        VectorFile.open(TestFiles.write(folder, "spaces", "the 1 2\n. . . 3 4\nend 5 6\n"));
    Path text = folder.resolve("out.vec");
    assertEquals(2, new VectorWriter(from, notices::add).text(text));
    assertEquals(List.of("the", "end"), VectorFile.open(text).all().words());
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("1, the first is '. . .'"), notices.get(0));
  }

  @Test
  void writesTheLayoutThatOthersRead() throws Exception {
    VectorFile from =
        VectorFile.open(
            TestFiles.write(
                folder, "in", TestFiles.word2vec(Map.of("the", new float[] {1, -0.5f}), false)));
    Path text = folder.resolve("out.vec");
    Path binary = folder.resolve("out.bin");
    new VectorWriter(from, notices::add).text(text);
    new VectorWriter(from, notices::add).word2vecBinary(binary);
    assertEquals("1 2\nthe 1.0 -0.5\n", Files.readString(text));
    byte[] expected = "1 2\nthe \0\0\u0080?\0\0\0\u00bf\n".getBytes(StandardCharsets.ISO_8859_1);
    assertArrayEquals(expected, Files.readAllBytes(binary));
  }

  @Test
  void leavesNothingBehindWhenTheSourceIsBad() {
    VectorFile from =
        VectorFile.open(TestFiles.write(folder, "bad", "the 1 2\ncat 3 nan\nof 5 6\n"));
    Path text = folder.resolve("out.vec");
    assertThrows(SimlossException.class, () -> new VectorWriter(from, notices::add).text(text));
    assertFalse(Files.exists(text));
  }
}
