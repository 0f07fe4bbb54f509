package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.io.lines.Lines;
import io.github.simloss.io.lines.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 4,000 Yelp sentences with GloVe vectors, through the command line: every loss learns on both
 * engines, which start from the same weights and stay together.
 */
@Tag("data")
class YelpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static @TempDir Path folder;
  private static Path vectors;

  @BeforeAll
  static void cutTheData() throws IOException {
    Path data = Path.of(System.getProperty("simloss.data", "../../shared/data"));
    Assumptions.assumeTrue(
        Files.isDirectory(data),
        () -> "no folder " + data + ": set -Dsimloss.data to the folder of the real data");
    vectors = data.resolve("glove/glove.6B.100d.subset.txt.gz").toAbsolutePath();
    head(data.resolve("yelp/train.txt.gz"), 4_000, folder.resolve("train.txt"));
    head(data.resolve("yelp/dev.txt.gz"), 300, folder.resolve("dev.txt"));
    head(data.resolve("yelp/test.txt.gz"), 200, folder.resolve("test.txt"));
  }

  private static void head(Path from, int count, Path to) throws IOException {
    List<String> kept = new ArrayList<>();
    try (Lines lines = TextFiles.open(from)) {
      while (kept.size() < count && lines.hasNext()) {
        kept.add(lines.next());
      }
    }
    assertEquals(count, kept.size());
    Files.write(to, kept);
  }

  /** Trains, once for each folder: several tests look at the same run. */
  private static List<JsonNode> train(String backend, String loss, String out) throws Exception {
    if (!Files.exists(folder.resolve(out))) {
      Cli.Result result = Cli.run(training(backend, loss, out));
      assertEquals(0, result.code(), result.err());
    }
    return history(out);
  }

  private static String[] training(String backend, String loss, String out) {
    Map<String, String> files =
        Map.of(
            "TRAIN", file("train.txt"),
            "DEV", file("dev.txt"),
            "CACHE", file("cache"),
            "VECTORS", vectors.toString(),
            "OUT", file(out));
    String line =
        "train --train TRAIN --dev DEV --tokenizer whitespace --epochs 1 --batch-size 64"
            .concat(" --hidden-size 64 --learning-rate 2e-3 --min-count 2 --samples 0")
            .concat(" --evaluate-every 21 --vector-cache CACHE --vectors VECTORS")
            .concat(" --loss " + loss + " --backend " + backend + " --out OUT");
    return Arrays.stream(line.split(" ", -1))
        .map(word -> files.getOrDefault(word, word))
        .toArray(String[]::new);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static List<JsonNode> history(String out) throws IOException {
    List<JsonNode> history = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(out).resolve("history.jsonl"))) {
      history.add(JSON.readTree(line));
    }
    return history;
  }

  private static double devLoss(JsonNode entry) {
    return entry.get("devLoss").asDouble();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce", "weighted-ce", "weighted-sim", "soft-label"})
  void everyLossLearnsAndTheEnginesStayTogether(String loss) throws Exception {
    double last = Double.NaN;
    for (String backend : List.of("djl", "dl4j")) {
      String run = loss + "-" + backend;
      List<JsonNode> history = train(backend, loss, run);
      assertTrue(history.size() >= 3, history.toString());
      for (int k = 1; k < history.size(); k++) {
        assertTrue(
            devLoss(history.get(k)) < devLoss(history.get(k - 1)),
            backend + "'s dev loss falls: " + history);
      }
      double end = devLoss(history.get(history.size() - 1));
      if (!Double.isNaN(last)) {
        assertEquals(last, end, Math.abs(last) * 0.01, "dev loss of both engines");
      }
      last = end;
    }
    // A model of one engine, decoded on the other: of either, whatever the loss.
    String run = loss + (loss.startsWith("weighted") ? "-djl" : "-dl4j");
    List<String> reconstructions = new ArrayList<>();
    for (String engine : List.of("djl", "dl4j")) {
      reconstructions.add(reconstruct(run, engine));
    }
    assertEquals(reconstructions.get(0), reconstructions.get(1), run + " on both engines");
    assertEquals(200, reconstructions.get(0).lines().count());
  }

  private static String reconstruct(String run, String backend) throws Exception {
    Cli.Result result =
        Cli.run(
            "reconstruct", "--model", file(run), "--backend", backend, "--json", file("test.txt"));
    assertEquals(0, result.code(), result.err());
    return result.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void theSameSeedGivesTheSameDigits(String backend) throws Exception {
    train(backend, "soft-label", "soft-label-" + backend);
    // The second in a process of its own.
    Cli.Result again = Cli.start(folder, "", training(backend, "soft-label", "again-" + backend));
    assertEquals(0, again.code(), again.err());
    assertEquals(digits("soft-label-" + backend), digits("again-" + backend));
    assertEquals(
        -1,
        Files.mismatch(
            folder.resolve("soft-label-" + backend).resolve("model.safetensors"),
            folder.resolve("again-" + backend).resolve("model.safetensors")));
  }

  private static String digits(String run) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (JsonNode entry : history(run)) {
      digits.append(entry.get("trainLoss")).append(' ').append(entry.get("devLoss")).append('\n');
    }
    return digits.toString();
  }

  @Test
  void codesOfBothEnginesAgree() throws Exception {
    train("djl", "ce", "ce-djl");
    List<float[]> codes = new ArrayList<>();
    for (String backend : List.of("djl", "dl4j")) {
      Cli.Result result =
          Cli.run(
              "encode",
              "--model",
              file("ce-djl"),
              "--format",
              "npy",
              file("test.txt"),
              "--out",
              file(backend + ".npy"),
              "--backend",
              backend);
      assertEquals(0, result.code(), result.err());
      codes.add(io.github.simloss.io.npy.Npy.read(folder.resolve(backend + ".npy")).values());
    }
    assertEquals(200 * 64, codes.get(0).length);
    for (int i = 0; i < codes.get(0).length; i++) {
      assertEquals(codes.get(0)[i], codes.get(1)[i], 1e-5, "value " + i);
    }
  }
}
