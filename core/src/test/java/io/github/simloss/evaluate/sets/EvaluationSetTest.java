package io.github.simloss.evaluate.sets;

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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of sentence pairs, good and bad, and what is made of their labels. */
class EvaluationSetTest {
  private static final SetColumns COLUMNS = SetColumns.pair(1, 2, 3);
  private static final SetRequest ALL = new SetRequest(null, Features.ALL, null);

  @TempDir Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<Example> read(String... lines) throws IOException {
    return ExampleFile.read(file("pairs.tsv", lines), COLUMNS, false);
  }

  private static EvaluationSet set(List<Example> train, List<Example> test) {
    return EvaluationSet.of("set", SetRequest.PAIRS, train, List.of(), test);
  }

  private static EvaluationSet set(SetRequest request, List<Example> train) {
    return EvaluationSet.of("set", request, train, List.of(), List.of());
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
          List.of(Example.of("NEUTRAL", "first", "second one", file + ":1")),
          ExampleFile.read(file, SetColumns.pair(4, 5, 3), false));
    }
  }

  @Test
  void columnsMustMakeSense() {
    assertThrows(IllegalArgumentException.class, () -> SetColumns.pair(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> SetColumns.pair(1, 2, 2));
  }

  @Test
  void badLinesAreNamed() throws IOException {
    refused(() -> read("1\ta\tb", "0\ta"), "pairs.tsv:2: 2 columns where 3 are needed");
    refused(() -> read("1,a,b"), "pairs.tsv:1: 1 column where 3 are needed");
    refused(() -> read("1\ta\tb", "0\t \tb"), "pairs.tsv:2: the sentence in column 2 is empty");
    refused(() -> read("1\ta\tb", "0\ta\t"), "pairs.tsv:2: the sentence in column 3 is empty");
    refused(() -> read("\ta\tb"), "pairs.tsv:1: the label in column 1 is empty");
    refused(() -> read("1\ta\tb", "", "0\ta\tb"), "pairs.tsv:2: the line is empty");
    Files.writeString(folder.resolve("empty.tsv"), "");
    refused(
        () -> ExampleFile.read(folder.resolve("empty.tsv"), COLUMNS, false),
        "empty.tsv has no line");
    refused(
        () -> ExampleFile.read(folder.resolve("none.tsv"), COLUMNS, false), "no file", "none.tsv");
    refused(() -> ExampleFile.read(folder, COLUMNS, false), "is a directory");
    Files.write(folder.resolve("latin.tsv"), new byte[] {'1', '\t', 'a', '\t', (byte) 0xe9, '\n'});
    refused(
        () -> ExampleFile.read(folder.resolve("latin.tsv"), COLUMNS, false),
        "latin.tsv:1",
        "UTF-8");
  }

  @Test
  void labelsSayWhatIsAsked() throws IOException {
    List<Example> scores = read("1\ta\tb", "2\ta\tb", "3\ta\tb", "4\ta\tb", "5\ta\tb", "1.5\ta\tb");
    assertEquals(Task.RELATEDNESS, set(scores, List.of()).task());
    assertEquals(Task.CLASSES, set(scores.subList(0, 5), List.of()).task(), "few numbers");
    EvaluationSet forced =
        EvaluationSet.of("set", ALL.withTask(Task.CLASSES), scores, List.of(), List.of());
    assertEquals(List.of("1", "1.5", "2", "3", "4", "5"), forced.classes());
    assertNull(forced.positive(), "F1 is of two classes");
    List<Example> names =
        read("a\ta\tb", "b\ta\tb", "c\ta\tb", "d\ta\tb", "e\ta\tb", "f\ta\tb", "g\ta\tb");
    assertEquals(Task.CLASSES, set(names, List.of()).task(), "no numbers");
  }

  /** Seven lines with the label in place of the fourth's. */
  private List<Example> odd(String[] others, int at, String label) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add((i == at ? label : others[i % others.length]) + "\ta\tb" + i);
    }
    return read(lines.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-", "1d", "0x1p1", "Infinity", "label", "1,5", "٣"})
  void anOddLabelAmongNumbersIsRefused(String label) throws IOException {
    for (String[] numbers :
        List.of(
            new String[] {"1", "2.5", "3e0", "-4", "+5", ".5", "6."}, new String[] {"0", "1"})) {
      List<Example> examples = odd(numbers, 3, label);
      refused(() -> set(examples, List.of()), "pairs.tsv:4", "'" + label + "'", "task=classes");
      EvaluationSet asked = set(SetRequest.PAIRS.withTask(Task.CLASSES), examples);
      assertTrue(asked.classes().contains(label), "unless it is asked for");
    }
    List<Example> first = odd(new String[] {"1", "2", "3", "4", "5", "6"}, 0, label);
    refused(() -> set(first, List.of()), "pairs.tsv:1", "header=true");
  }

  @Test
  void aLabelOfOneRowIsRefused() throws IOException {
    List<Example> heading = odd(new String[] {"yes", "no"}, 0, "label");
    refused(() -> set(heading, List.of()), "pairs.tsv:1", "'label'", "header=true");
    List<Example> slip = odd(new String[] {"yes", "no"}, 5, "nO");
    refused(() -> set(slip, List.of()), "pairs.tsv:6", "'nO'", "no other of 12 rows");
    List<Example> number = odd(new String[] {"yes", "no"}, 5, "1");
    refused(() -> set(number, List.of()), "pairs.tsv:6", "'1' is a number");
  }

  @Test
  void aHeadingIsLeftOutWhereItIsSaid() throws IOException {
    Path file = file("headed.tsv", "label\tfirst\tsecond", "1\ta\tb", "0\ta\tb");
    List<Example> read = ExampleFile.read(file, COLUMNS, true);
    assertEquals(2, read.size());
    assertEquals(file + ":2", read.get(0).where());
    Path only = file("only.tsv", "label\tfirst\tsecond");
    refused(() -> ExampleFile.read(only, COLUMNS, true), "only.tsv has no line below");
  }

  @Test
  void emptyLinesAtTheEndAreLeftOut() throws IOException {
    assertEquals(2, read("1\ta\tb", "0\ta\tb", "", " ").size());
    refused(() -> read("1\ta\tb", "", "", "0\ta\tb"), "pairs.tsv:2: the line is empty");
  }

  @Test
  void carriageReturnsAlone() throws IOException {
    Path old = Files.writeString(folder.resolve("old.tsv"), "1\ta\tb\r0\tc\td\r");
    refused(() -> ExampleFile.read(old, COLUMNS, false), "old.tsv:1", "carriage return");
    Path both = Files.writeString(folder.resolve("both.tsv"), "1\ta\tb\r\n0\tc\td\r\n");
    assertEquals("b", ExampleFile.read(both, COLUMNS, false).get(0).sentences().get(1));
  }

  @Test
  void singleSentencesHaveClasses() throws IOException {
    Path file = file("one.tsv", "LOC\twhere", "NUM\thow many", "LOC\twhere to");
    List<Example> read = ExampleFile.read(file, SetColumns.single(1, 2), false);
    EvaluationSet set = EvaluationSet.of("trec", SetRequest.SENTENCES, read, List.of(), List.of());
    assertEquals(Task.CLASSES, set.task());
    assertEquals("2 classes (LOC 2, NUM 1); 3 training sentences", set.description());
    Path scores = file("scores.tsv", "1\ta", "2\tb", "3\tc", "4\td", "5\te", "6\tf");
    List<Example> numbers = ExampleFile.read(scores, SetColumns.single(1, 2), false);
    refused(
        () -> EvaluationSet.of("x", SetRequest.SENTENCES, numbers, List.of(), List.of()),
        "scores.tsv:1",
        "task=classes");
    assertThrows(
        IllegalArgumentException.class,
        () -> EvaluationSet.of("x", SetRequest.PAIRS, read, List.of(), List.of()));
  }

  @Test
  void whatWasTakenForWhat() throws IOException {
    List<Example> scores =
        read("1\ta\tb", "2\ta\tb", "3\ta\tb", "4\ta\tb", "4.5\ta\tb", "1.5\ta\tb");
    assertEquals(
        "relatedness, numbers from 1 to 4.5; 6 training pairs",
        set(scores, List.of()).description());
  }

  @Test
  void thePositiveClass() throws IOException {
    assertEquals("1", set(read("1\ta\tb", "0\ta\tb"), List.of()).positive());
    assertEquals("true", set(read("true\ta\tb", "false\ta\tb"), List.of()).positive());
    assertNull(set(read("yes\ta\tb", "no\ta\tb"), List.of()).positive());
    List<Example> pairs = read("yes\ta\tb", "no\ta\tb");
    assertEquals(
        1,
        EvaluationSet.of("set", ALL.withPositive("yes"), pairs, List.of(), List.of())
            .positiveClass());
    refused(
        () -> EvaluationSet.of("set", ALL.withPositive("maybe"), pairs, List.of(), List.of()),
        "set",
        "'maybe'",
        "[no, yes]");
  }

  @Test
  void badLabelsAreNamed() throws IOException {
    List<Example> train = read("yes\ta\tb", "no\ta\tb");
    List<Example> test =
        ExampleFile.read(file("test.tsv", "no\ta\tb", "oui\ta\tb"), COLUMNS, false);
    refused(() -> set(train, test), "test.tsv:2", "'oui'", "no, yes");
    List<Example> same = read("yes\ta\tb", "yes\tc\td");
    refused(() -> set(same, List.of()), "pairs.tsv:2", "'yes'", "at least two");
    refused(
        () -> EvaluationSet.of("set", ALL.withTask(Task.RELATEDNESS), train, List.of(), List.of()),
        "pairs.tsv:1",
        "'yes' is not a number");
    refused(
        () ->
            EvaluationSet.of(
                "set",
                ALL.withTask(Task.RELATEDNESS),
                read("1\ta\tb", "NaN\ta\tb"),
                List.of(),
                List.of()),
        "pairs.tsv:2",
        "'NaN'");
  }

  @Test
  void aGarbledFileIsRefusedOrRead() throws IOException {
    List<Example> others = read("1\ta b\tb c", "0\tc d\td e", "1\te f\tf g");
    Fuzz.Tally tally =
        Fuzz.run(
            "pairs",
            "1\tthe food\tthe meal\n0\tso so\tvery good\n1\tone\tother\n".getBytes(UTF_8),
            bytes -> {
              Path file = Files.write(folder.resolve("garbled.tsv"), bytes);
              List<Example> pairs = ExampleFile.read(file, COLUMNS, false);
              assertFalse(pairs.isEmpty());
              for (Task task : Task.values()) {
                EvaluationSet.of(
                    "set", SetRequest.PAIRS.withTask(task), pairs, List.of(), List.of());
              }
              set(pairs, others);
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }
}
