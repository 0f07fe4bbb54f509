package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that go on elsewhere, and runs that cannot go on, each command in a process of its own. */
class ResumeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Single precision, after a few dozen steps. */
  private static final double TOLERANCE = 1e-3;

  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void unpackTheSample() throws IOException {
    data = SmallData.in(folder);
  }

  private String[] train(String engine, String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--train",
                data.train().toString(),
                "--dev",
                data.dev().toString(),
                "--vectors",
                data.vectors().toString(),
                "--tokenizer",
                "whitespace",
                "--backend",
                engine,
                "--hidden-size",
                "16",
                "--batch-size",
                "16",
                "--samples",
                "0",
                "--out",
                out));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private List<JsonNode> history(String run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("history.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private List<Path> checkpoints(String run) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(run).resolve("checkpoint"))) {
      return all.sorted().toList();
    }
  }

  private static void delete(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(checkpoint);
  }

  /** As after a machine that died, and the run was taken to another one. */
  @ParameterizedTest
  @CsvSource({"djl,dl4j", "dl4j,djl"})
  void theOtherEngineGoesOnToTheSameLosses(String engine, String other) throws Exception {
    Cli.Result whole =
        Cli.start(
            folder,
            "",
            train(
                engine,
                "run",
                "--learning-rate",
                "5e-3",
                "--epochs",
                "3",
                "--evaluate-every",
                "20",
                "--keep-checkpoints",
                "100"));
    assertEquals(0, whole.code(), whole.err());
    List<JsonNode> expected = history("run");
    List<Path> checkpoints = checkpoints("run");
    int half = checkpoints.size() / 2;
    assertTrue(half >= 2, checkpoints.toString());
    for (Path checkpoint : checkpoints.subList(half, checkpoints.size())) {
      delete(checkpoint);
    }
    Cli.Result resumed = Cli.start(folder, "", "train", "--resume", "run", "--backend", other);
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.err().contains("continuing from step"), resumed.err());
    List<JsonNode> got = history("run");
    assertEquals(expected.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      assertEquals(expected.get(i).get("step"), got.get(i).get("step"));
      for (String loss : List.of("trainLoss", "devLoss")) {
        double want = expected.get(i).get(loss).asDouble();
        assertEquals(want, got.get(i).get(loss).asDouble(), TOLERANCE * want, loss + " " + i);
      }
    }
    JsonNode last = expected.get(expected.size() - 1);
    assertTrue(
        last.get("devLoss").asDouble() < 0.9 * expected.get(0).get("devLoss").asDouble(),
        "a loss that falls is compared, not one that stands");
    Cli.Result verified = Cli.run("verify", folder.resolve("run").toString());
    assertEquals(0, verified.code(), verified.out());
  }

  /** That each engine sees it is in the contract of engines. */
  @Test
  void divergenceEndsWithOneAndNamesStepTensorAndSentence() throws Exception {
    Cli.Result result =
        Cli.start(folder, "", train("java", "run", "--learning-rate", "1e38", "--epochs", "2"));
    assertEquals(1, result.code(), result.err());
    List<String> said =
        result.err().lines().filter(line -> line.startsWith("simloss: step ")).toList();
    assertEquals(1, said.size(), result.err());
    for (String part : List.of(" diverged: ", "tensor '", "its batch begins with \"", "kept")) {
      assertTrue(said.get(0).contains(part), said.get(0));
    }
    Cli.Result verified = Cli.run("verify", folder.resolve("run").toString());
    assertEquals(0, verified.code(), verified.out());
    assertFalse(checkpoints("run").isEmpty());
  }

  @Test
  void rewindsAreSaidAndCounted() throws Exception {
    Cli.Result result =
        Cli.start(
            folder,
            "",
            train(
                "java",
                "run",
                "--learning-rate",
                "1e40",
                "--epochs",
                "2",
                "--on-divergence",
                "rewind",
                "--rewinds",
                "2"));
    assertEquals(1, result.code(), result.err());
    assertEquals(
        2,
        result
            .err()
            .lines()
            .filter(line -> line.contains(" diverged; continuing from step 0 "))
            .count(),
        result.err());
    assertTrue(result.err().contains("halved 2 times"), result.err());
  }
}
