package io.github.simloss.similarity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.io.npy.FloatTable;
import io.github.simloss.io.npy.Npy;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.testing.Fuzz;
import io.github.simloss.text.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityFileTest {
  private @TempDir Path folder;

  private static Vocabulary vocabulary() {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    builder.add(List.of("food", "food", "food", "food", "meal", "meal", "meal", "slow", "slow"));
    return builder.add(List.of("so so")).build(1, 100);
  }

  private SimilarityFile.Contents read(String text) throws IOException {
    return SimilarityFile.read(
        Files.writeString(folder.resolve("similarities.txt"), text), vocabulary());
  }

  private static float similarity(SimilarityFile.Contents contents, String target, String word) {
    int t = vocabulary().find(target);
    NeighbourTable table = contents.similarities().neighbours(contents.similarities().count());
    for (int k = 0; k < table.neighbours(); k++) {
      if (table.id(t, k) == vocabulary().find(word)) {
        return table.similarity(t, k);
      }
    }
    return Float.NaN;
  }

  @Test
  void linesArePairsOfWords() throws IOException {
    SimilarityFile.Contents contents =
        read(
            """
            food meal 0.5

            food\tslow\t-1e-1\r
            slow food .25
            food meal 0.9
            food other 0.1
            meal meal 0.3
            so so\tmeal\t0.75
            """);
    assertEquals(4, contents.pairs());
    assertEquals(1, contents.outside());
    assertEquals(2, contents.duplicates());
    assertEquals(0.5f, similarity(contents, "food", "meal"));
    assertEquals(0.5f, similarity(contents, "meal", "food"));
    assertEquals(-0.1f, similarity(contents, "food", "slow"));
    assertEquals(0.25f, similarity(contents, "slow", "food"));
    assertEquals(0.75f, similarity(contents, "meal", "so so"));
    assertEquals(1, similarity(contents, "meal", "meal"));
    assertEquals(Float.NaN, similarity(contents, "meal", "slow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "food meal",
        "food meal 0.5 1",
        "food meal NaN",
        "food meal 1e999",
        "food meal 1.5",
        "food meal -2",
        "food meal 0x1p-3",
        "food meal 0.5f",
        "food meal 0,5",
        "\tmeal\t0.5",
        "other others half"
      })
  void aBadLineIsNamed(String line) {
    SimlossException e =
        assertThrows(SimlossException.class, () -> read("food slow 0.5\n" + line + "\n"));
    assertTrue(e.getMessage().contains("similarities.txt:2: "), e.getMessage());
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "Food Meal 0.5\n"})
  void aFileWithoutAPairIsRefused(String text) {
    SimlossException e = assertThrows(SimlossException.class, () -> read(text));
    assertTrue(e.getMessage().contains("no line with two words"), e.getMessage());
  }

  @Test
  void aTableHasTheVocabularysOrder() {
    int size = vocabulary().size();
    float[] values = new float[size * size];
    for (int k = 0; k < values.length; k++) {
      values[k] = k / (float) values.length;
    }
    Path file = folder.resolve("table.npy");
    Npy.write(file, new FloatTable(size, size, values.clone()));
    SimilarityFile.Contents contents = SimilarityFile.read(file, vocabulary());
    assertInstanceOf(SimilarityTable.class, contents.similarities());
    int food = vocabulary().find("food");
    int meal = vocabulary().find("meal");
    assertEquals(values[food * size + meal], similarity(contents, "food", "meal"));
    assertEquals(values[meal * size + food], similarity(contents, "meal", "food"));
    NeighbourTable table = contents.similarities().neighbours(3);
    for (int word = 0; word < size; word++) {
      assertEquals(word, table.id(word, 0));
      assertEquals(1, table.similarity(word, 0));
      assertEquals(word == size - 1 ? size - 2 : size - 1, table.id(word, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 3, 3 x 3", "8, 7, 8 x 7", "7, 8, 7 x 8", "0, 5, 0 x 5"})
  void aTableOfAnotherShapeNamesBoth(int rows, int columns, String shape) {
    Path file = folder.resolve("table.npy");
    Npy.write(file, new FloatTable(rows, columns, new float[rows * columns]));
    SimlossException e =
        assertThrows(SimlossException.class, () -> SimilarityFile.read(file, vocabulary()));
    assertTrue(e.getMessage().contains("table of " + shape), e.getMessage());
    assertTrue(e.getMessage().contains("needs 8 x 8"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1.5f, -1.01f})
  void aTableWithAnotherValueNamesItsPlace(float value) {
    float[] values = new float[64];
    values[3 * 8 + 5] = value;
    Path file = folder.resolve("table.npy");
    Npy.write(file, new FloatTable(8, 8, values));
    SimlossException e =
        assertThrows(SimlossException.class, () -> SimilarityFile.read(file, vocabulary()));
    assertTrue(e.getMessage().contains("row 3, column 5"), e.getMessage());
  }

  @Test
  void aMissingFileOrAFolderSaysSo() {
    for (Path file : List.of(folder.resolve("none"), folder)) {
      SimlossException e =
          assertThrows(SimlossException.class, () -> SimilarityFile.read(file, vocabulary()));
      assertTrue(e.getMessage().contains("'"), e.getMessage());
    }
  }

  /** Whatever the bytes, it is read or refused as documented. */
  @Test
  void garbledFilesAreReadOrRefused() throws IOException {
    Path npy = folder.resolve("whole.npy");
    Npy.write(npy, new FloatTable(8, 8, new float[64]));
    byte[] text = "food meal 0.5\nslow food 0.25\n".getBytes(StandardCharsets.UTF_8);
    for (byte[] whole : List.of(text, Files.readAllBytes(npy))) {
      for (int seed = 0; seed < 300; seed++) {
        SeededRandom random = SeededRandom.derive(seed, "garbled", 0);
        byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Path file = Files.write(folder.resolve("garbled"), bytes);
        try {
          assertEquals(8, SimilarityFile.read(file, vocabulary()).similarities().count());
        } catch (SimlossException e) {
          assertTrue(!e.getMessage().contains("\n"), "seed " + seed + ": " + e.getMessage());
        }
      }
    }
  }

  @Test
  void garbledTextIsRefusedOrRead() throws IOException {
    byte[] sound = "food meal 0.5\n\nfood\tso so\t-1e-1\r\nslow food .25\n".getBytes(UTF_8);
    garbled("similarities", sound);
  }

  @Test
  void aGarbledTableIsRefusedOrRead() throws IOException {
    int size = vocabulary().size();
    Path sound = folder.resolve("sound.npy");
    Npy.write(sound, new FloatTable(size, size, new float[size * size]));
    garbled("similarities npy", Files.readAllBytes(sound));
  }

  private void garbled(String name, byte[] sound) {
    Path file = folder.resolve("garbled");
    Fuzz.Tally tally =
        Fuzz.run(
            name,
            sound,
            bytes -> {
              SimilarityFile.Contents contents =
                  SimilarityFile.read(Files.write(file, bytes), vocabulary());
              NeighbourTable table = contents.similarities().neighbours(3);
              for (int t = 0; t < vocabulary().size(); t++) {
                for (int k = 0; k < table.neighbours(); k++) {
                  assertTrue(Math.abs(table.similarity(t, k)) <= 1);
                }
              }
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }

  /** A minute and more when the number was matched by backtracking. */
  @Test
  void aLongNumberTakesNoLongTime() {
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(20),
        () -> {
          for (String number :
              List.of(
                  "1".repeat(900_000) + "x",
                  "." + "1".repeat(900_000) + "x",
                  "1e" + "1".repeat(900_000))) {
            assertThrows(SimlossException.class, () -> read("food meal " + number + "\n"));
          }
          assertEquals(1, read("food meal 0." + "1".repeat(900_000) + "\n").pairs());
        });
  }
}
