package io.github.simloss.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code simloss help}. */
class TopicsTest {
  @Test
  void everyLossIsExplained() throws Exception {
    List<String> lines = Cli.run("help", "losses").lines();
    String page = Files.readString(Path.of("..", "docs", "losses.md"), StandardCharsets.UTF_8);
    for (LossFactory loss : Losses.discover().all()) {
      int at = lines.indexOf(loss.name());
      assertTrue(at > 0, loss.name());
      assertEquals("  " + loss.description(), lines.get(at + 1));
      List<String> formula = loss.formula().lines().map(line -> "      " + line).toList();
      assertFalse(formula.isEmpty(), loss.name() + " has no formula");
      assertEquals(formula, lines.subList(at + 2, at + 2 + formula.size()));
      assertTrue(lines.get(at + 2 + formula.size()).startsWith("  options"), loss.name());
      // The page shows the same.
      String shown = loss.formula().indent(4);
      assertTrue(page.contains("\n## " + loss.name() + "\n" + shown), loss.name() + ":\n" + shown);
    }
    assertTrue(lines.contains("  options: none"), "ce has none");
    assertTrue(String.join(" ", lines).contains("epsilon=1e-5"));
    assertTrue(
        lines.stream().anyMatch(line -> line.contains(" alpha=0.5 ")), "defaults of mixture");
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void modelsAreTheOptionsOfTrain() {
    List<String> models = Cli.run("help", "models").lines();
    List<String> train = Cli.run("train", "--help").lines();
    int at = train.indexOf("Model:");
    List<String> section = train.subList(at, train.indexOf("Training:") - 1);
    int from = models.indexOf("Model:");
    assertEquals(section, models.subList(from, from + section.size()));
    assertTrue(String.join("\n", models).contains("--pooling: last, mean, max, max-mean"));
  }

  @Test
  void exitCodesAreThoseOfTheCommands() {
    List<String> lines = Cli.run("help", "exit-codes").lines();
    assertTrue(lines.contains("  0         done"), lines.toString());
    int verify = lines.indexOf("simloss verify");
    assertTrue(lines.get(verify + 1).contains("damaged"), lines.toString());
    assertTrue(lines.contains("simloss vectors show"), lines.toString());
    assertFalse(lines.contains("simloss encode"), "has nothing of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "vectors", "vectors convert", "neighbors"})
  void helpOfACommandIsItsHelp(String command) {
    String option = Cli.run((command + " --help").split(" ", -1)).out();
    assertEquals(option, Cli.run(("help " + command).split(" ", -1)).out());
  }

  @Test
  void helpAloneListsCommands() {
    assertEquals(Cli.run("--help").out(), Cli.run("help").out());
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    Cli.Result result = Cli.run("help", "everything");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("there is no help of 'everything'"), result.err());
    assertTrue(result.err().contains("exit-codes"), result.err());
    Cli.Result below = Cli.run("help", "vectors", "losses");
    assertEquals(2, below.code());
    assertTrue(below.err().contains("info, show, convert"), below.err());
  }
}
