package io.github.simloss.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences out of tables and JSON lines. */
class SentenceInputTest {
  @TempDir Path folder;

  private SentenceInput input(String name, String column, String content) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(bytes);
    }
    return new SentenceInput(file, column, new PrintWriter(new StringWriter()));
  }

  private static List<String> sentences(SentenceInput input) {
    List<String> all = new ArrayList<>();
    assertEquals(input.forEachChunk(all::addAll), all.size());
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv|text,text;a,b|two columns are named 'text'",
        "a.tsv|text\tid\ttext;a\t1\tb|two columns are named 'text'",
        "a.jsonl|{\"text\": \"a\", \"text\": \"b\"}|Duplicate field",
        "a.jsonl|{\"text\": \"a\"} {\"text\": \"b\"}|something follows the JSON object",
        "a.jsonl|{\"text\": \"a\"}]|no JSON object a line"
      })
  void whatCanBeReadInTwoWaysIsRefused(String name, String content, String expected) {
    SimlossException refused =
        assertThrows(
            SimlossException.class,
            () -> sentences(input(name, "text", content.replace(';', '\n') + "\n")));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void commasWithQuotesAndLineBreaks() throws IOException {
    String csv =
        "id,\"the text\",stars\r\n1,\"good, \"\"very\"\" good\",5\r\n2,\"two\nlines\",4\n3,,1\n4, plain ,2";
    List<String> expected = List.of("good, \"very\" good", "two lines", "", " plain ");
    assertEquals(expected, sentences(input("a.csv", "the text", csv)));
    assertEquals(expected, sentences(input("a.csv.gz", "the text", csv)));
    assertEquals(expected, sentences(input("any.txt", "the text", csv)), "seen by the first line");
    assertEquals(
        List.of("the text", "good, \"very\" good", "two lines", "", " plain "),
        sentences(input("a.csv", "2", csv)),
        "by number there are no names");
    assertEquals(
        Set.of("good", "very", "two", "lines", "plain"),
        input("a.csv", "the text", csv).words(Tokenizers.WORDS));
  }

  @Test
  void tabsWithoutQuoting() throws IOException {
    String tsv = "label\tsentence\n1\tsay \"hi\n0\tb, c\n";
    assertEquals(List.of("say \"hi", "b, c"), sentences(input("a.tsv", "sentence", tsv)));
    assertEquals(List.of("sentence", "say \"hi", "b, c"), sentences(input("a.TAB", "2", tsv)));
    assertEquals(
        List.of("label\tsentence", "1\tsay \"hi", "0\tb, c"),
        sentences(input("a.tsv", null, tsv)),
        "without a column lines are lines");
  }

  @Test
  void jsonLines() throws IOException {
    String jsonl =
        "{\"text\": \"a\\nb\", \"n\": 1}\n{\"n\": 2, \"text\": null}\n {\"text\": \"c\"}\n";
    assertEquals(List.of("a b", "", "c"), sentences(input("a.jsonl", "text", jsonl)));
    assertEquals(List.of("a b", "", "c"), sentences(input("a.data", "text", jsonl)));
    String message =
        assertThrows(UsageException.class, () -> input("a.jsonl", null, jsonl)).getMessage();
    assertTrue(message.contains("--column KEY"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.csv   | text | id,words%1,a | :1: no column 'text' in the first row; it has id, words",
        "a.csv   | 0    | 1,a          | :1: columns are counted from 1",
        "a.csv   | 3    | 1,a          | :1: 2 columns, none of number 3",
        "a.csv   | b    | a,b%1        | :2: 1 column, none of number 2",
        "a.csv   | 2    | 1,\"a%2,b    | a quote is open that nothing closes",
        "a.tsv   | 2    | 1            | :1: 1 column, none of number 2",
        "a.jsonl | t    | {\"t\": 1}   | :1: the value of 't' is no text",
        "a.jsonl | t    | {\"u\": \"\"}| :1: no key 't'",
        "a.jsonl | t    | [1]          | :1: no key 't'",
        "a.jsonl | t    | {\"t\": \"   | :1: no JSON object a line",
        "a.jsonl | t    | ~~           | has no sentence",
      })
  void whatIsWrongIsSaidWithItsLine(String name, String column, String text, String expected)
      throws IOException {
    SentenceInput input = input(name, column, text.replace('%', '\n'));
    String message = assertThrows(SimlossException.class, () -> sentences(input)).getMessage();
    assertTrue(message.contains(expected) && message.contains(name), message);
    assertTrue(message.lines().count() == 1, message);
  }

  /** Whatever the bytes are, there are sentences or one line. */
  @ParameterizedTest
  @CsvSource({"a.csv, 1", "a.jsonl, 2", "a.tsv, 3", "a.txt, 4"})
  void garbledFiles(String name, long seed) throws IOException {
    java.util.Random random = new java.util.Random(seed);
    String kinds = "a,\"\t{}:\n\r\\u0000'[]1é";
    for (int n = 0; n < 500; n++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 30; k++) {
        text.append(kinds.charAt(random.nextInt(kinds.length())));
      }
      SentenceInput input = input(name, n % 2 == 0 ? "1" : "a", text.toString());
      try {
        sentences(input);
      } catch (SimlossException e) {
        assertEquals(1, e.getMessage().lines().count(), () -> "seed " + seed + ": " + e);
      }
    }
  }
}
