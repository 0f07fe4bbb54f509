package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of options: lists, maps, runs, and flags that win over them. */
class ConfigFileTest {
  private @TempDir Path folder;

  private String config(String json) throws IOException {
    return Files.writeString(folder.resolve("c.json"), json).toString();
  }

  private static void assertRefused(String expected, String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(expected), result.err());
  }

  @Test
  void flagsWinOverAnotherMemberOfAGroup() throws IOException {
    Path vectors = Files.writeString(folder.resolve("v.txt"), "good 1 2\nbad 3 4\n");
    String config = config("{\"model\": \"nowhere\", \"neighbours\": 1}");
    String[] args = {"neighbours", "--vectors", vectors.toString(), "--config", config, "good"};
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("good"), result.out());
    assertEquals(2, result.lines().size(), result.out());
    config("{\"vectors\": \"nowhere\"}");
    Cli.Result run = Cli.run("neighbours", "--model", "no-run", "--config", config, "good");
    assertTrue(run.err().contains("no-run"), run.err());
  }

  @Test
  void whatBelongsToWhatAFlagReplacesGoesWithIt() throws IOException {
    String config =
        config("{\"sample\": true, \"temperature\": 2, \"top-k\": 3, \"model\": \"no\"}");
    Cli.Result result = Cli.run("reconstruct", "--config", config, "--beam", "2");
    assertTrue(result.err().contains("no config.json"), result.err());
    config("{\"loss\": \"soft-label\", \"neighbours\": 3, \"loss-option\": {\"floor\": 0}}");
    Cli.Result train = Cli.run("train", "--config", config, "--loss", "ce", "--backend", "none");
    assertTrue(train.err().contains("no engine 'none'"), train.err());
    config("{\"on-divergence\": \"rewind\", \"rewinds\": 3}");
    train = Cli.run("train", "--config", config, "--on-divergence", "stop", "--backend", "none");
    assertTrue(train.err().contains("no engine 'none'"), train.err());
  }

  @Test
  void whatNothingReplacesIsCheckedAsIfTyped() throws IOException {
    String config = config("{\"temperature\": 2, \"model\": \"no\"}");
    assertRefused("--temperature needs --sample", "reconstruct", "--config", config);
    config("{\"seed\": 3}");
    assertRefused("--seed does not apply", "train", "--resume", "x", "--config", config);
    config("{\"resume\": \"x\"}");
    assertRefused("--seed does not apply", "train", "--seed", "3", "--config", config);
    config("{\"beam\": 2, \"sample\": true, \"model\": \"no\"}");
    assertRefused("exclude each other", "reconstruct", "--config", config);
    config("{\"hidden-size\": 2147483647}");
    assertRefused("--hidden-size is 2147483647", "train", "--config", config);
  }

  @Test
  void listsAndMapsAreForOptionsThatMayBeGivenOften() throws IOException {
    String config = config("{\"losses\": [\"ce\", \"no-loss\"], \"backends\": [\"java\"]}");
    assertRefused("no-loss", "compare", "--out", "x", "--config", config);
    config("{\"losses\": \"ce\", \"backends\": \"java\", \"learning-rates\": {\"no-loss\": 0.1}}");
    assertRefused("no-loss", "compare", "--out", "x", "--config", config);
    config("{\"pairs\": [\"a=x:label=1\", \"b=y\"], \"model\": \"no\"}");
    assertRefused("--pairs a=x:label=1", "evaluate", "--config", config);
    config("{\"loss-option\": {\"floor\": 7}, \"backend\": \"java\"}");
    assertRefused("option 'floor' of loss 'soft-label' is 7", "train", "--config", config);
    config("{\"loss-option\": {\"floor\": [1]}, \"backend\": \"java\"}");
    assertRefused("the value of 'loss-option'", "train", "--config", config);
    config("{\"epochs\": {\"a\": 1}}");
    assertRefused("the value of 'epochs'", "train", "--config", config);
    config("{\"bigrams\": \"maybe\"}");
    assertRefused("'bigrams' must be true or false", "train", "--config", config);
    assertRefused("Missing required parameter for option '--config'", "train", "--config");
    assertRefused("an empty text names no file", "train", "--config=");
    config("{\"help\": true}");
    assertRefused("'help' is no option", "train", "--config", config);
  }

  private Cli.Result train(String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve("model.safetensors"));
  }

  @Test
  void aRunIsTrainedAgainFromItsOwnConfiguration() throws IOException {
    SmallData data = SmallData.in(folder);
    Cli.Result first =
        data.on(
            "train --backend java --epochs 1 --hidden-size 5 --batch-size 64 --seed 7 --out "
                + data.at("first")
                + " --bidirectional --pooling max-mean --weighted-mean --decoder-size 4"
                + " --loss soft-label --neighbours 3 --stop-share 0.05 --exclude-word good"
                + " --word-dropout 0.1 --decoder-word-dropout 0.1 --remove-components 1"
                + " --on-divergence rewind --rewinds 2 --learning-rate-schedule linear");
    assertEquals(0, first.code(), first.err());
    String config = folder.resolve("first/config.json").toString();
    train("train", "--config", config, "--out", data.at("second"));
    assertArrayEquals(model("first"), model("second"));
    ObjectNode before = (ObjectNode) Json.read(folder.resolve("first/config.json"), JsonNode.class);
    ObjectNode after = (ObjectNode) Json.read(folder.resolve("second/config.json"), JsonNode.class);
    ((ObjectNode) before.get("provenance")).remove("created");
    ((ObjectNode) after.get("provenance")).remove("created");
    assertEquals(before, after);
    // Flags win over it, and over the preset that they are joined with.
    train(
        "train",
        "--config",
        config,
        "--preset",
        "sentences",
        "--loss",
        "ce",
        "--out",
        data.at("third"));
    JsonNode third = Json.read(folder.resolve("third/config.json"), JsonNode.class);
    assertEquals("ce", third.get("loss").get("name").asText());
    assertEquals(before.get("spec"), third.get("spec"));
    assertEquals(before.get("training"), third.get("training"));
    assertRefused("only train takes it", "encode", "--config", config, "--model", data.at("first"));
  }
}
