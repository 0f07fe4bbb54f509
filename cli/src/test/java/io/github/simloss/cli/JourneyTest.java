package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.cli.option.Sample;
import io.github.simloss.io.npy.Npy;
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

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
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
  void codesAreWrittenInBothFormats() throws Exception {
    ok(train("java", "codes", "--epochs", "1", "--samples", "0"));
    Files.writeString(folder.resolve("in.txt"), INPUT);
    String[] encode = {"encode", "--model", "codes", "--backend", "java", "in.txt", "--out"};
    ok(with(encode, "c.npy", "--format", "npy"));
    ok(with(encode, "c.jsonl"));
    float[] codes = Npy.read(folder.resolve("c.npy")).values();
    List<JsonNode> lines = json(Files.readAllLines(folder.resolve("c.jsonl")));
    assertEquals(3 * 32, codes.length);
    for (int i = 0; i < codes.length; i++) {
      assertEquals(codes[i], (float) lines.get(i / 32).get("code").get(i % 32).asDouble());
    }
    if (Files.exists(Path.of("/dev/full"))) {
      Cli.Result full = Cli.start(folder, "", with(encode, "/dev/full"));
      assertEquals(1, full.code(), full.err());
      assertTrue(full.err().contains("'/dev/full': the disk is full"), full.err());
    }
  }

  @Test
  void openVocabularyEncodingGivesUnknownWordsTheirVector() throws Exception {
    ok(train("java", "small", "--epochs", "1", "--max-vocabulary", "60", "--samples", "0"));
    String input = "the pasta was scrumptious .\n";
    String[] encode = {"encode", "--model", "small", "--backend", "java"};
    Cli.Result closed = okWithInput(input, encode);
    assertTrue(closed.err().contains("--vectors can give them a meaning"), closed.err());
    List<String> args = new ArrayList<>(List.of(encode));
    args.addAll(List.of("--vectors", sample.vectors().toString()));
    Cli.Result open = okWithInput(input, args.toArray(String[]::new));
    assertFalse(open.out().equals(closed.out()));
    assertEquals("", open.err());
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

  /** Of a run they are what its own loss weighs, whichever that is. */
  @Test
  void neighboursOfARunAreWeighedByItsLoss() throws Exception {
    for (String loss : List.of("weighted-ce", "soft-label", "ce", "label-smoothing")) {
      String run = "neighbours-" + loss;
      ok(
          train(
              "java", run, "--epochs", "1", "--loss", loss, "--neighbours", "3", "--samples", "0"));
      JsonNode row = json(ok("neighbours", "--model", run, "--json", "delicious").lines()).get(0);
      assertEquals(loss, row.get("loss").asText());
      assertEquals(5, row.get("neighbours").size());
      double sum = 0;
      for (int k = 0; k < 5; k++) {
        JsonNode neighbour = row.get("neighbours").get(k);
        double similarity = neighbour.get("similarity").asDouble();
        double weight = neighbour.get("weight").asDouble();
        sum += weight;
        switch (loss) {
          case "weighted-ce" -> assertEquals(similarity, weight, 1e-6);
          case "ce" -> assertEquals(k == 0 ? 1 : 0, weight);
          case "soft-label" -> assertEquals(k < 3, weight > 0);
          default -> assertTrue(k == 0 ? weight > 0.8 : weight > 0 && weight < 0.01);
        }
      }
      assertTrue(!loss.equals("soft-label") || Math.abs(sum - 1) < 1e-6, row::toString);
    }
  }

  @Test
  void bigramsTrainAndReconstruct() throws Exception {
    ok(train("java", "bigrams", "--epochs", "1", "--bigrams", "--max-vocabulary", "2000"));
    Cli.Result result =
        okWithInput(
            "the food was good .\n", "reconstruct", "--model", "bigrams", "--backend", "java");
    assertEquals("the food was good .", result.lines().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends SIGTERM with kill")
  void interruptedTrainingSavesAndGoesOnExactly(String backend) throws Exception {
    String[] options = {"--epochs", "6", "--checkpoint-every", "20"};
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
