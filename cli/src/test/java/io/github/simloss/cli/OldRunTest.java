package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run that release 0.1.0 wrote, in the hands of a user of this release. */
class OldRunTest {
  private static final Path GOLDEN =
      Path.of("..", "core", "src", "test", "resources", "io", "github", "simloss", "train")
          .resolve("golden-0.1.0");

  private @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> tree = Files.walk(GOLDEN)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(GOLDEN.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
    assertEquals(1, config().get("format").asInt());
  }

  private JsonNode config() {
    return Json.read(folder.resolve("run/config.json"), JsonNode.class);
  }

  private Cli.Result ok(String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static List<JsonNode> json(List<String> lines) {
    return lines.stream().map(line -> Json.parse(line, "line", JsonNode.class)).toList();
  }

  @Test
  void itEncodesAndReconstructs() throws IOException {
    List<JsonNode> codes =
        json(ok("encode", "--model", at("run"), "--backend", "java", at("dev.txt")).lines());
    assertEquals(6, codes.size());
    codes.forEach(row -> assertEquals(4, row.get("code").size()));
    List<String> decoded = new ArrayList<>();
    for (JsonNode row :
        json(
            ok("reconstruct", "--model", at("run"), "--backend", "java", "--json", at("dev.txt"))
                .lines())) {
      decoded.add(row.get("input").asText() + "\t" + row.get("output").asText());
    }
    assertEquals(Files.readAllLines(folder.resolve("decoded.tsv")), decoded);
    ok("verify", at("run"));
  }

  /** Its data are named as they lay then, in the folder where it was begun. */
  @Test
  void itGoesOnFromItsCheckpoint() throws Exception {
    Cli.Result result = Cli.start(folder, "", "train", "--resume", "run", "--backend", "java");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("continuing from step 60"), result.err());
    List<JsonNode> expected = json(Files.readAllLines(folder.resolve("end.jsonl")));
    List<JsonNode> got = json(Files.readAllLines(folder.resolve("run/history.jsonl")));
    assertEquals(expected.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      for (String field : List.of("step", "trainLoss", "devLoss")) {
        assertEquals(
            expected.get(i).get(field).asDouble(), got.get(i).get(field).asDouble(), 1e-5, field);
      }
    }
    assertEquals(1, config().get("format").asInt(), "what was written stays as it is");
    ok("verify", at("run"));
  }

  @Test
  void anEngineOfThenThatIsNoMoreIsSaid() {
    Cli.Result result = Cli.run("train", "--resume", at("run"));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("'reference'"), result.err());
    assertTrue(result.err().contains("djl, dl4j, java"), result.err());
  }
}
