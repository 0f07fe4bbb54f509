package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.cli.option.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user runs them one after the other, each in a process of its own. */
class JourneyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INPUT = "the food was delicious .\n\nÜnbekannt wörds ©\n";
  private static @TempDir Path folder;
  private static Sample sample;

  @BeforeAll
  static void unpackTheSample() {
    sample = Sample.unpack(folder.resolve("sample"));
  }

  private static Cli.Result ok(String... args) throws IOException, InterruptedException {
    return okWithInput("", args);
  }

  private static Cli.Result okWithInput(String input, String... args)
      throws IOException, InterruptedException {
    Cli.Result result = Cli.start(folder, input, args);
    assertEquals(0, result.code(), result.err());
    return result;
  }

  private static String[] train(String backend, String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--train",
                sample.train().toString(),
                "--dev",
                sample.dev().toString(),
                "--vectors",
                sample.vectors().toString(),
                "--tokenizer",
                "whitespace",
                "--stop-words",
                sample.stopWords().toString(),
                "--backend",
                backend,
                "--hidden-size",
                "32",
                "--batch-size",
                "64",
                "--learning-rate",
                "5e-3",
                "--out",
                out));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static List<JsonNode> json(List<String> lines) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void trainThenUseTheModelOnEitherEngine(String backend) throws Exception {
    String run = "journey-" + backend;
    Cli.Result trained = ok(train(backend, run, "--epochs", "2"));
    assertEquals("", trained.out(), "talk goes to stderr");
    assertTrue(trained.err().contains("dev loss"), trained.err());
    assertTrue(trained.err().contains("  -> "), trained.err());

    List<JsonNode> history = json(Files.readAllLines(folder.resolve(run).resolve("history.jsonl")));
    assertEquals(2, history.size());
    assertEquals(1, history.get(0).get("epoch").asInt());
    assertTrue(history.get(1).get("devLoss").asDouble() < history.get(0).get("devLoss").asDouble());
    for (String field : List.of("step", "trainLoss", "tokensPerSecond", "seconds")) {
      assertTrue(history.get(0).get(field).isNumber(), field);
    }

    List<String> outputs = new ArrayList<>();
    for (String engine : List.of("djl", "dl4j")) {
      Cli.Result result =
          okWithInput(INPUT, "reconstruct", "--model", run, "--backend", engine, "--json");
      List<JsonNode> rows = json(result.lines());
      assertEquals(3, rows.size());
      assertEquals("Ünbekannt wörds ©", rows.get(2).get("input").asText());
      outputs.add(result.out());
      assertTrue(result.err().contains("encoded as <unk>"), result.err());
    }
    assertEquals(outputs.get(0), outputs.get(1), "both engines decode the same words");
  }

  @Test
  void neighboursOfAFile() throws Exception {
    Cli.Result result =
        ok("neighbours", "--vectors", sample.vectors().toString(), "--json", "delicious");
    JsonNode row = json(result.lines()).get(0);
    assertEquals("delicious", row.get("word").asText());
    assertEquals(5, row.get("neighbours").size());
    assertEquals("delicious", row.get("neighbours").get(0).get("word").asText());
    double sum = 0;
    for (JsonNode neighbour : row.get("neighbours")) {
      sum += neighbour.get("weight").asDouble();
    }
    assertEquals(1, sum, 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends SIGTERM with kill")
  void interruptedTrainingSavesAndGoesOnExactly(String backend) throws Exception {
    String[] options = {"--epochs", "3", "--checkpoint-every", "20"};
    ok(train(backend, "whole-" + backend, options));
    String run = "parts-" + backend;
    Path log = folder.resolve(run + ".log");
    Process process =
        Cli.builder(folder, train(backend, run, options))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Path checkpoint = folder.resolve(run).resolve("checkpoint/step-000000000020");
    waitFor(() -> Files.exists(checkpoint) || !process.isAlive());
    // Not SIGINT, which a test run in the background inherits as ignored; both are handled alike.
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertTrue(Files.readString(log).contains("--resume " + run), () -> "said: " + read(log));
    ok("train", "--resume", run, "--backend", backend);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole-" + backend).resolve("model.safetensors")),
        Files.readAllBytes(folder.resolve(run).resolve("model.safetensors")));
  }

  @Test
  void engineChecksItselfAgainstTheGoldenValuesInTheJar() throws Exception {
    for (String backend : List.of("djl", "dl4j")) {
      Cli.Result result = ok("selftest", "--backend", backend, "--json");
      for (JsonNode check : json(result.lines())) {
        assertTrue(check.get("difference").asDouble() <= check.get("tolerance").asDouble());
      }
      assertTrue(result.lines().size() > 100);
    }
  }

  @Test
  void backendsAreListed() throws Exception {
    List<JsonNode> rows = json(ok("backends", "--json").lines());
    assertEquals("djl", rows.get(0).get("name").asText());
    assertEquals("dl4j", rows.get(1).get("name").asText());
    for (JsonNode row : rows) {
      assertEquals("cpu", row.get("devices").get(0).asText());
      assertTrue(row.get("threads").asInt() >= 1);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Something that becomes true. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void waitFor(Condition condition)
      throws IOException, InterruptedException, TimeoutException {
    for (int i = 0; i < 2400; i++) {
      if (condition.holds()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new TimeoutException("two minutes passed");
  }
}
