package io.github.simloss.embeddings.internal.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.embeddings.VectorWriter;
import io.github.simloss.io.npy.FloatTable;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written as a table and words is read again. */
class NumpyReadingTest {
  @TempDir Path folder;

  private Path table(String words, float... values) throws IOException {
    Path file = folder.resolve("v.npy");
    Npy.write(file, new FloatTable(values.length / 2, 2, values));
    Files.writeString(folder.resolve("v.npy.words.txt"), words);
    return file;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path text =
        Files.writeString(folder.resolve("a.vec"), "3 2\nnew york 1 2\né -3 0.5\nc 5 6e-3\n");
    VectorFile source = VectorFile.open(text);
    Path npy = folder.resolve("a.npy");
    new VectorWriter(source, notice -> {}).npy(npy, folder.resolve("a.npy.words.txt"));
    VectorFile file = VectorFile.open(npy);
    assertEquals(VectorFormat.NUMPY, file.format());
    assertEquals(2, file.dimension());
    List<String> words = new ArrayList<>();
    source.forEach(
        (word, vector) -> {
          words.add(word);
          assertArrayEquals(vector, file.read(Set.of(word)).vector(word));
        });
    assertEquals(3, words.size());
    List<String> read = new ArrayList<>();
    file.forEachWord(read::add);
    assertEquals(words, read);
    assertEquals(3, file.info().rows().words());
    assertNull(file.read(Set.of("d")).vector("d"));
  }

  @Test
  void theFirstOfEqualWordsCountsAndEmptyOnesDoNot() throws IOException {
    Path file = table("a\n\na\nb\n", 1, 2, 3, 4, 5, 6, 7, 8);
    List<String> notices = new ArrayList<>();
    VectorSet all = VectorFile.open(file, VectorOptions.DEFAULT.withNotices(notices::add)).all();
    assertArrayEquals(new float[] {1, 2}, all.vector("a"));
    assertArrayEquals(new float[] {7, 8}, all.vector("b"));
    assertTrue(notices.toString().contains("line 2 of "), notices.toString());
  }

  /** A cache would not see that the words beside have changed. */
  @Test
  void noCacheIsKept() throws IOException {
    Path file = table("a\nb\n", 1, 2, 3, 4);
    VectorOptions options = VectorOptions.DEFAULT.withCache(folder.resolve("cache"));
    assertArrayEquals(
        new float[] {1, 2}, VectorFile.open(file, options).read(Set.of("a")).vector("a"));
    Files.writeString(folder.resolve("v.npy.words.txt"), "b\na\n");
    assertArrayEquals(
        new float[] {3, 4}, VectorFile.open(file, options).read(Set.of("a")).vector("a"));
  }

  private static void refused(Path file, String expected) {
    String message =
        assertThrows(SimlossException.class, () -> VectorFile.open(file).all()).getMessage();
    assertTrue(message.contains(expected), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    Path file = table("a\nb\n", 1, 2, 3, 4, 5, 6);
    refused(file, "v.npy.words.txt has 2 words, but the table");
    refused(table("a\n", Float.NaN, 1), "the vector of 'a' (row 1) holds NaN");
    refused(table(""), "its table is empty");
    Files.delete(folder.resolve("v.npy.words.txt"));
    refused(file, "a table of NumPy without words: put them, one a line, into ");
    byte[] bytes = Files.readAllBytes(table("a\nb\n", 1, 2, 3, 4));
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
    refused(file, "it is damaged or cut off");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    refused(file, "a compressed table of NumPy: unpack it");
    Files.write(file, "\u0093NUMPY and no more".getBytes(StandardCharsets.ISO_8859_1));
    refused(file, "v.npy");
  }
}
