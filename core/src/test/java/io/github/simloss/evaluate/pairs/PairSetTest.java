package io.github.simloss.evaluate.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of sentence pairs, good and bad, and what is made of their labels. */
class PairSetTest {
  private static final PairColumns COLUMNS = new PairColumns(1, 2, 3);

  @TempDir Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<SentencePair> read(String... lines) throws IOException {
    return PairFile.read(file("pairs.tsv", lines), COLUMNS);
  }

  private static PairSet set(List<SentencePair> train, List<SentencePair> test) {
    return PairSet.of("set", null, PairFeatures.DIFFERENCE_PRODUCT, null, train, test);
  }

  private static void refused(
      org.junit.jupiter.api.function.Executable act, String... partsOfTheMessage) {
    String message = assertThrows(SimlossException.class, act).getMessage();
    for (String part : partsOfTheMessage) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void columnsAreFoundPlainOrGzip() throws IOException {
    String line = "x\t4.5\tsecond one\tNEUTRAL\t first \textra";
    Path plain = file("plain.tsv", line);
    Path gzip = folder.resolve("pairs.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : List.of(plain, gzip)) {
      assertEquals(
          List.of(new SentencePair("NEUTRAL", "first", "second one", file + ":1")),
          PairFile.read(file, new PairColumns(4, 5, 3)));
    }
  }

  @Test
  void columnsMustMakeSense() {
    assertThrows(IllegalArgumentException.class, () -> new PairColumns(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new PairColumns(1, 2, 2));
  }

  @Test
  void badLinesAreNamed() throws IOException {
    refused(() -> read("1\ta\tb", "0\ta"), "pairs.tsv:2: 2 columns where 3 are needed");
    refused(() -> read("1,a,b"), "pairs.tsv:1: 1 column where 3 are needed");
    refused(() -> read("1\ta\tb", "0\t \tb"), "pairs.tsv:2: the sentence in column 2 is empty");
    refused(() -> read("1\ta\tb", "0\ta\t"), "pairs.tsv:2: the sentence in column 3 is empty");
    refused(() -> read("\ta\tb"), "pairs.tsv:1: the label in column 1 is empty");
    refused(() -> read("1\ta\tb", "", "0\ta\tb"), "pairs.tsv:2: 1 column");
    Files.writeString(folder.resolve("empty.tsv"), "");
    refused(() -> PairFile.read(folder.resolve("empty.tsv"), COLUMNS), "empty.tsv has no line");
    refused(() -> PairFile.read(folder.resolve("none.tsv"), COLUMNS), "no file", "none.tsv");
    refused(() -> PairFile.read(folder, COLUMNS), "is a directory");
    Files.write(folder.resolve("latin.tsv"), new byte[] {'1', '\t', 'a', '\t', (byte) 0xe9, '\n'});
    refused(() -> PairFile.read(folder.resolve("latin.tsv"), COLUMNS), "latin.tsv:1", "UTF-8");
  }

  @Test
  void labelsSayWhatIsAsked() throws IOException {
    List<SentencePair> scores =
        read("1\ta\tb", "2\ta\tb", "3\ta\tb", "4\ta\tb", "5\ta\tb", "1.5\ta\tb");
    assertEquals(PairTask.RELATEDNESS, set(scores, List.of()).task());
    assertEquals(PairTask.CLASSES, set(scores.subList(0, 5), List.of()).task(), "few numbers");
    PairSet forced = PairSet.of("set", PairTask.CLASSES, PairFeatures.ALL, null, scores, List.of());
    assertEquals(List.of("1", "1.5", "2", "3", "4", "5"), forced.classes());
    assertNull(forced.positive(), "F1 is of two classes");
    List<SentencePair> names =
        read("a\ta\tb", "b\ta\tb", "c\ta\tb", "d\ta\tb", "e\ta\tb", "f\ta\tb", "1\ta\tb");
    assertEquals(PairTask.CLASSES, set(names, List.of()).task(), "not all are numbers");
  }

  @Test
  void thePositiveClass() throws IOException {
    assertEquals("1", set(read("1\ta\tb", "0\ta\tb"), List.of()).positive());
    assertEquals("true", set(read("true\ta\tb", "false\ta\tb"), List.of()).positive());
    assertNull(set(read("yes\ta\tb", "no\ta\tb"), List.of()).positive());
    List<SentencePair> pairs = read("yes\ta\tb", "no\ta\tb");
    assertEquals(
        1, PairSet.of("set", null, PairFeatures.ALL, "yes", pairs, List.of()).positiveClass());
    refused(
        () -> PairSet.of("set", null, PairFeatures.ALL, "maybe", pairs, List.of()),
        "set",
        "'maybe'",
        "[no, yes]");
  }

  @Test
  void badLabelsAreNamed() throws IOException {
    List<SentencePair> train = read("yes\ta\tb", "no\ta\tb");
    List<SentencePair> test = PairFile.read(file("test.tsv", "no\ta\tb", "oui\ta\tb"), COLUMNS);
    refused(() -> set(train, test), "test.tsv:2", "'oui'", "no, yes");
    List<SentencePair> same = read("yes\ta\tb", "yes\tc\td");
    refused(() -> set(same, List.of()), "pairs.tsv:2", "'yes'", "at least two");
    refused(
        () -> PairSet.of("set", PairTask.RELATEDNESS, PairFeatures.ALL, null, train, List.of()),
        "pairs.tsv:1",
        "'yes' is not a number");
    refused(
        () ->
            PairSet.of(
                "set",
                PairTask.RELATEDNESS,
                PairFeatures.ALL,
                null,
                read("1\ta\tb", "NaN\ta\tb"),
                List.of()),
        "pairs.tsv:2",
        "'NaN'");
  }

  @Test
  void aGarbledFileIsRefusedOrRead() throws IOException {
    List<SentencePair> others = read("1\ta b\tb c", "0\tc d\td e", "1\te f\tf g");
    Fuzz.Tally tally =
        Fuzz.run(
            "pairs",
            "1\tthe food\tthe meal\n0\tso so\tvery good\n1\tone\tother\n".getBytes(UTF_8),
            bytes -> {
              Path file = Files.write(folder.resolve("garbled.tsv"), bytes);
              List<SentencePair> pairs = PairFile.read(file, COLUMNS);
              assertFalse(pairs.isEmpty());
              for (PairTask task : PairTask.values()) {
                PairSet.of("set", task, PairFeatures.DIFFERENCE_PRODUCT, null, pairs, List.of());
              }
              set(pairs, others);
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }
}
