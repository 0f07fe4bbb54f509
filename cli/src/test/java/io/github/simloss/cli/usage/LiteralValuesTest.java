package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value is a variable, a file or nothing, wherever it stands. */
class LiteralValuesTest {
  private @TempDir Path folder;

  private static void assertSaid(String value, String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(value), result.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${env:PATH}",
        "${sys:user.home}",
        "${HOME}",
        "$$",
        "$${x}",
        "_NULL_",
        "@words.txt",
        "@@x",
        "\"quoted\"",
        "'x",
        "a\\nb",
        "${DEFAULT-VALUE}",
        "${bundle:x}"
      })
  void theyAreTakenAsTheyAre(String value) throws IOException {
    Files.writeString(folder.resolve("words.txt"), "swallowed\n");
    assertSaid("'" + value + "'", "train", "--backend", "java", "--tokenizer", value);
    assertSaid(
        " is " + value + ";", "train", "--backend", "java", "--loss-option", "floor=" + value);
    assertSaid(
        "no option '" + value + "'", "train", "--backend", "java", "--loss-option", value + "=1");
    Path config = folder.resolve("c.json");
    Json.write(config, Map.of("tokenizer", value, "backend", "java"));
    assertSaid("'" + value + "'", "train", "--config", config.toString());
    Json.write(config, Map.of("loss-option", Map.of("floor", value), "backend", "java"));
    assertSaid(" is " + value + ";", "train", "--config", config.toString());
    Json.write(config, Map.of("loss-option", List.of("floor=" + value), "backend", "java"));
    assertSaid(" is " + value + ";", "train", "--config", config.toString());
    // A user's name and password, if it were an address, are not shown.
    String shown = value.substring(Math.max(0, value.lastIndexOf('@')));
    Json.write(config, Map.of("visdom", value, "backend", "java"));
    assertSaid(shown + "' is no address", "train", "--config", config.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:PATH}", "$$", "_NULL_", "@words.txt", "\"quoted\""})
  void wordsAreTakenAsTheyAre(String word) throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), "good 1 2\n" + word + " 3 4\n");
    Files.writeString(folder.resolve("words.txt"), "good\n");
    Cli.Result result = Cli.run("vectors", "show", vectors.toString(), word);
    assertEquals(0, result.code(), result.err());
    assertEquals(
        Json.toLine(Json.toTree(Map.of("word", word)).get("word")),
        Json.parse(result.lines().get(0), "line", com.fasterxml.jackson.databind.JsonNode.class)
            .get("word")
            .toString());
    assertTrue(result.out().contains("[3.0,4.0]"), result.out());
  }
}
