package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
    Files.write(data.train(), Files.readAllLines(data.train()).subList(0, 32));
    Files.write(data.dev(), Files.readAllLines(data.dev()).subList(0, 8));
  }

  private void train(String name, String more) {
    Cli.Result result =
        data.on(
            "train --backend java --hidden-size 3 --epochs 1 --samples 0 --out "
                + data.at(name)
                + more);
    assertEquals(0, result.code(), result.err());
  }

  @Test
  void runsAreListedAndBrokenFoldersNamed() throws IOException {
    train("runs/first", " --loss ce");
    train("runs/second", "");
    train("runs/broken", "");
    Files.writeString(folder.resolve("runs/broken/config.json"), "{");
    Cli.Result table = Cli.run("runs", data.at("runs"));
    assertEquals(0, table.code(), table.err());
    List<String> lines = table.lines();
    assertEquals(3, lines.size(), table.out());
    assertTrue(lines.get(0).matches("run +loss +engine +epochs +best dev +begun +size +state"));
    assertTrue(
        lines
            .get(1)
            .matches(
                ".*first +ce +java +1/1 +\\d+\\.\\d{4} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +\\d+ kB"
                    + " +done"),
        lines.get(1));
    assertTrue(lines.get(2).contains("second  soft-label  java"), lines.get(2));
    assertTrue(table.err().contains("broken is left out: "), table.err());
    assertEquals(1, table.err().lines().count(), table.err());

    Cli.Result json = Cli.run("runs", data.at("runs"), "--json");
    assertEquals(3, json.lines().size(), json.out());
    JsonNode first = Json.parse(json.lines().get(0), "line 1", JsonNode.class);
    assertEquals("ce", first.get("loss").asText());
    assertEquals("java", first.get("engine").asText());
    assertEquals("done", first.get("state").asText());
    assertTrue(first.get("bytes").asLong() > 0);
    assertTrue(first.get("bestDevLoss").isNumber());
    JsonNode broken = Json.parse(json.lines().get(2), "line 3", JsonNode.class);
    assertTrue(broken.get("run").asText().endsWith("broken"));
    assertTrue(broken.has("error"));
  }

  @Test
  void whereThereAreNoneThatIsSaid() throws IOException {
    Files.createDirectory(folder.resolve("none"));
    Cli.Result none = Cli.run("runs", data.at("none"));
    assertEquals(0, none.code());
    assertEquals("", none.out());
    assertTrue(none.err().contains("no run in"), none.err());
    Cli.Result json = Cli.run("runs", data.at("none"), "--json");
    assertEquals(0, json.code());
    assertEquals("", json.out());
    Cli.Result missing = Cli.run("runs", data.at("no-such"));
    assertEquals(1, missing.code());
    assertTrue(missing.err().startsWith("simloss: there is no folder"), missing.err());
  }

  /** Those of train without --out, those beside, and the folder itself, by short names. */
  @Test
  void withoutAFolderTheCurrentOneIsLookedIn() throws Exception {
    Cli.Result none = Cli.start(folder, "", "runs");
    assertEquals(0, none.code(), none.err());
    assertTrue(none.err().contains("the current folder, and three levels below"), none.err());
    assertTrue(none.err().contains("simloss runs DIR"), none.err());
    train("runs/first", "");
    train("codes", "");
    Cli.Result both = Cli.start(folder, "", "runs");
    assertEquals(3, both.lines().size(), both.out());
    assertTrue(both.lines().get(1).startsWith("runs/first "), both.out());
    assertTrue(both.lines().get(2).startsWith("codes "), both.out());
    Cli.Result itself = Cli.start(folder.resolve("codes"), "", "runs");
    assertTrue(itself.lines().get(1).startsWith(".  "), itself.out() + itself.err());
  }

  /** Trained further where it lies now, by its new name. */
  @Test
  void aRunIsTrainedFurtherAfterItWasRenamed() throws IOException {
    train("run", "");
    Files.move(folder.resolve("run"), folder.resolve("other name"));
    Cli.Result further = Cli.run("train", "--resume", data.at("other name"), "--epochs", "3");
    assertEquals(0, further.code(), further.err());
    assertTrue(further.err().contains("the learning rate is on a line to the end of epoch 3"));
    JsonNode run =
        Json.parse(
            Cli.run("runs", data.at("other name"), "--json").out(), "the line", JsonNode.class);
    assertEquals(3, run.get("epochs").asInt());
    assertEquals(3, run.get("epoch").asInt());
    Cli.Result again = Cli.run("train", "--resume", data.at("other name"), "--epochs", "3");
    assertEquals(1, again.code());
    assertTrue(again.err().contains("has 3 epochs"), again.err());
    assertEquals(0, Cli.run("verify", data.at("other name")).code());
  }
}
