package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train} says of data, of a model that is worth nothing, and of what comes next. */
class TrainTalkTest {
  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
    Files.write(data.train(), Files.readAllLines(data.train()).subList(0, 48));
    Files.write(data.dev(), Files.readAllLines(data.dev()).stream().distinct().limit(12).toList());
  }

  private Cli.Result train(String name, String more) {
    String model = more.contains("--epochs") ? "" : " --hidden-size 3 --epochs 2";
    return data.on(
        "train --backend java" + model + (more.isEmpty() ? "" : " " + more) + " --out", name);
  }

  private String talk(String name, String more) {
    Cli.Result result = train(name, more);
    assertEquals(0, result.code(), result.err());
    return result.err();
  }

  @Test
  void sentencesThatAreCutAreCounted() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(data.train()));
    lines.set(0, "the food was good ".repeat(20));
    Files.write(data.train(), lines);
    String talk = talk("run", "--max-length 30");
    assertTrue(talk.contains("1 of 48 training sentences (2.1 %) have more than 29 tokens"), talk);
    assertTrue(talk.contains("--max-length 81 would keep them whole"), talk);
    assertFalse(talk.contains(" of 12 dev sentences"), talk);
    assertFalse(talk("whole", "--max-length 81").contains(" are cut there"));
  }

  @Test
  void vectorsOfOtherWordsAreAnErrorAndLeaveNothing() throws IOException {
    Files.writeString(data.vectors(), "nowhere 0.5 1\nnothing 1 0.25\n");
    Cli.Result result = train("run", "");
    assertEquals(1, result.code());
    assertTrue(result.err().startsWith("simloss: no word of "), result.err());
    assertTrue(result.err().contains("has a vector, for instance '.', 'the', "), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void vectorsOfFewWordsAreAWarningWithExamples() throws IOException {
    Files.writeString(data.vectors(), "the 0.5 1\nwas 1 0.25\n");
    String talk = talk("run", "");
    assertTrue(talk.contains("fewer than half of the words have a vector: 2 of "), talk);
    assertTrue(Pattern.compile("the most frequent without: '\\S+', '\\S+', ").matcher(talk).find());
  }

  /** At a rate of next to nothing a model answers all sentences alike. */
  @Test
  void aCollapsedModelIsCalledSo() {
    String talk = talk("run", "--learning-rate 1e-12");
    assertTrue(talk.contains("so far it answers sentences alike"), talk);
    assertTrue(talk.contains("the model has collapsed: it gives the same answer to 12"), talk);
    assertTrue(talk.contains("--learning-rate (this was 1.0E-12)"), talk);
    assertFalse(talk.contains(" reconstruct --model"), "nothing to try: " + talk);
    assertFalse(talk.contains("or with"), "what it has is not recommended: " + talk);
    String other = talk("other", "--learning-rate 1e-12 --loss ce --stop-words none");
    assertTrue(other.contains(", or with --loss soft-label --stop-words english"), other);
  }

  @Test
  void aModelThatLearnedIsMeasuredBesideAConstantAnswer() {
    String talk = talk("run", "--hidden-size 24 --epochs 40 --learning-rate 2e-2 --patience 0");
    assertFalse(talk.contains("collapsed"), talk);
    assertTrue(
        Pattern.compile(
                "12 dev sentences reconstructed: [\\d.]+ % of the words right \\(always '\\S+' would"
                    + " give [\\d.]+ %\\); .* near synonyms")
            .matcher(talk)
            .find(),
        talk);
  }

  /** Each line after "next:" is a command that works as it stands. */
  @Test
  void whatIsProposedCanBePasted() {
    String talk = talk("my run", "--hidden-size 24 --epochs 40 --learning-rate 2e-2 --patience 0");
    List<String> lines = talk.lines().dropWhile(line -> !line.equals("next:")).skip(1).toList();
    assertTrue(lines.size() >= 3, talk);
    for (String line : lines) {
      String command = line.strip().replaceAll("    .*", "");
      assertTrue(command.startsWith("simloss "), command);
      Cli.Result result = Cli.run(words(command));
      assertEquals(0, result.code(), command + "\n" + result.err());
    }
  }

  /** As a shell would take them: only quotes around words are used here. */
  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    var matcher = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
