package io.github.simloss.embeddings.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.embeddings.testing.TestFiles;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReadingTest {
  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();

  private VectorFile open(String text) {
    return open(text, VectorOptions.DEFAULT);
  }

  private VectorFile open(String text, VectorOptions options) {
    Path file = TestFiles.write(folder, "vectors.txt", text);
    return VectorFile.open(file, options.withNotices(notices::add));
  }

  private static String failure(VectorFile file) {
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e.getMessage();
  }

  @Test
  void takesTheLastFieldsForTheVector() {
    VectorSet all = open("the 0.1 0.2\n. . . 1 2\nat name@domain.com 3 4\na\tb\t5\t6\n").all();
    assertEquals(List.of("the", ". . .", "at name@domain.com", "a\tb"), all.words());
    assertArrayEquals(new float[] {1, 2}, all.vector(". . ."));
    VectorSet some = open("the 1 2\nthe end 3 4\nend 5 6\n").read(Set.of("the end", "the"));
    assertArrayEquals(new float[] {3, 4}, some.vector("the end"));
    assertArrayEquals(new float[] {1, 2}, some.vector("the"));
  }

  @Test
  void refusesARowWithMoreNumbersThanTheDimension() {
    String message = failure(open("2 2\nthe 1 2\ncat 1 2 3\n"));
    assertTrue(message.contains(":3: more than 2 numbers"), message);
  }

  @Test
  void separatesFieldsBySpacesAndTabsOnly() {
    VectorSet all = open("a\u00a0b\u2003c  1\t 2 \r\nd\u2028e 3 4\t\r\n").all();
    assertEquals(List.of("a\u00a0b\u2003c", "d\u2028e"), all.words());
    assertArrayEquals(new float[] {3, 4}, all.vector("d\u2028e"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN", "inf", "-Infinity", "1e99"})
  void refusesWhatIsNotFinite(String number) {
    VectorFile file = open("the 1 2\ncat 3 " + number + "\n");
    String message = failure(file);
    assertTrue(message.contains(":2: the vector of 'cat' holds '" + number), message);
    assertEquals(1, file.info().rows().nan());
    assertArrayEquals(new float[] {1, 2}, file.read(Set.of("the")).vector("the"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1p3", "1f", "1d", "1_0", "١", "--1", "1,5", ".", "e5", "+"})
  void refusesWhatIsNotANumber(String number) {
    String message = failure(open("the 1 2\nof 3 4\ncat 3 " + number + "\n"));
    assertTrue(message.contains(":3: '" + number + "' is not a number"), message);
  }

  @Test
  void allocatesNothingByAHeader() {
    VectorFile file = open("999999999999999999 3\nthe 1 2 3\n");
    assertEquals(List.of("the"), file.all().words());
    assertEquals(1, notices.size());
    for (String header : List.of("3 0\n", "1 1000000000000\n", "1 999999999999999999\n")) {
      assertThrows(SimlossException.class, () -> open(header + "the 1 2 3\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0 3", "3 3"})
  void refusesAHeaderAlone(String header) {
    assertThrows(SimlossException.class, () -> open(header + "\n").all());
  }

  /** Many blocks, of lines of all lengths, by any number of threads, plain and gzip. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void readsTheSameWithAnyNumberOfThreads(int threads) {
    long seed = 20L + threads;
    SeededRandom random = new SeededRandom(seed);
    Map<String, float[]> table = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    int lines = 20_000;
    int duplicates = 0;
    for (int i = 0; i < lines; i++) {
      StringBuilder word = new StringBuilder("é" + random.nextInt(15_000) + "-");
      int length = random.nextInt(1000) == 0 ? 600_000 : random.nextInt(40);
      word.append("x".repeat(word.charAt(1) == '7' ? length : length % 40));
      float[] vector = {random.uniform(-1, 1), i};
      text.append(word).append(' ').append(vector[0]).append(' ').append(vector[1]).append('\n');
      duplicates += table.putIfAbsent(word.toString(), vector) == null ? 0 : 1;
    }
    byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
    assertTrue(plain.length > 3 * TextBlocks.BLOCK, "several blocks");
    VectorOptions options = VectorOptions.DEFAULT.withThreads(threads);
    for (byte[] bytes : List.of(plain, TestFiles.gzip(plain))) {
      VectorFile file = VectorFile.open(TestFiles.write(folder, "many", bytes), options);
      VectorSet all = file.all();
      assertEquals(List.copyOf(table.keySet()), all.words(), "seed " + seed);
      assertEquals(duplicates, all.coverage().duplicates(), "seed " + seed);
      assertEquals(lines, all.coverage().rows(), "seed " + seed);
      VectorSet some = file.read(table.keySet());
      assertEquals(duplicates, some.coverage().duplicates(), "seed " + seed);
      table.forEach(
          (word, vector) -> {
            assertArrayEquals(vector, all.vector(word));
            assertArrayEquals(vector, some.vector(word));
          });
    }
  }

  @Test
  void namesTheLineInLaterBlocks() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 60_000; i++) {
      text.append(i == 54_321 ? "bad 1 two\n" : "word" + i + " 1 2\n");
    }
    for (byte[] bytes :
        List.of(
            text.toString().getBytes(StandardCharsets.UTF_8),
            TestFiles.gzip(text.toString().getBytes(StandardCharsets.UTF_8)))) {
      String message = failure(VectorFile.open(TestFiles.write(folder, "late", bytes)));
      assertTrue(message.contains("late:54321: 'two'"), message);
    }
  }

  @Test
  void refusesALineWithoutEnd() {
    byte[] bytes = new byte[5 * (TextScanner.LONGEST_LINE / 2)];
    // Letters at random: a bomb is refused before.
    SeededRandom random = new SeededRandom(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    byte[] start = "the 1 2\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(start, 0, bytes, 0, start.length);
    for (byte[] content : List.of(bytes, TestFiles.gzip(bytes))) {
      String message = failure(VectorFile.open(TestFiles.write(folder, "long", content)));
      assertTrue(message.contains("the line at byte 8 is longer"), message);
    }
  }

  @Test
  void refusesDamagedGzip() {
    byte[] whole = TestFiles.gzip("the 1 2\ncat 3 4\n".getBytes(StandardCharsets.UTF_8));
    for (int length = 3; length < whole.length; length++) {
      Path file = TestFiles.write(folder, "cut.gz", Arrays.copyOf(whole, length));
      assertThrows(SimlossException.class, () -> VectorFile.open(file).all(), "at " + length);
    }
  }
}
