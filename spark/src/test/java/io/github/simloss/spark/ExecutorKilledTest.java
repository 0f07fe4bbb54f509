package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.testing.ExportedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor is killed while a cluster of two trains or encodes: weights and codes are those of a
 * calm run.
 */
@DisabledOnOs(OS.WINDOWS)
class ExecutorKilledTest {
  private static final int STEPS = 4 * 25;

  /** A driver that is soon over needs no better code. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private @TempDir Path folder;

  private List<String> options() throws IOException {
    SeededRandom random = new SeededRandom(8);
    List<String> words = List.of("the", "soup", "tea", "was", "good", "cold", "old", "so", "new");
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < 420; k++) {
      StringBuilder line = new StringBuilder();
      for (int n = 3 + random.nextInt(9); n > 0; n--) {
        line.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      lines.add(line.toString().strip());
    }
    List<String> vectors = new ArrayList<>();
    for (String word : words) {
      StringBuilder line = new StringBuilder(word);
      for (int k = 0; k < 40; k++) {
        line.append(' ').append(random.uniform(-1, 1));
      }
      vectors.add(line.toString());
    }
    return List.of(
        "--train",
        Files.write(folder.resolve("train.txt"), lines.subList(0, 400)).toString(),
        "--dev",
        Files.write(folder.resolve("dev.txt"), lines.subList(400, 420)).toString(),
        "--vectors",
        Files.write(folder.resolve("vectors.txt"), vectors).toString(),
        "--workers",
        "2",
        "--backend",
        "java",
        "--hidden-size",
        "48",
        "--epochs",
        "4",
        "--batch-size",
        "16",
        "--learning-rate",
        "0.003",
        "--samples",
        "0",
        "--checkpoint-every",
        "10");
  }

  private static List<String> command(String name, List<String> options, Path out) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(options);
    all.addAll(List.of("--out", out.toString()));
    return all;
  }

  private static boolean hasCheckpoints(Path run) throws IOException {
    Path all = run.resolve("run/checkpoint");
    if (!Files.isDirectory(all)) {
      return false;
    }
    try (Stream<Path> names = Files.list(all)) {
      return names.anyMatch(
          step -> !step.endsWith("step-000000000000") && Files.exists(step.resolve("_SUCCESS")));
    }
  }

  @Test
  @Timeout(240)
  void theFinalWeightsAreThoseOfACalmRun() throws Exception {
    List<String> options = options();
    Path disturbed = folder.resolve("disturbed");
    try (LocalCluster cluster =
        LocalCluster.start(
            folder, 512, List.of(QUICK), Main.class, command("train", options, disturbed))) {
      assertTrue(cluster.killAnExecutorAt(() -> hasCheckpoints(disturbed)), cluster.said());
      assertFalse(Files.exists(disturbed.resolve("run/README.md")), "it had ended before");
      assertEquals(0, cluster.end(200), cluster.said());
    }
    LocalSpark.get();
    Path calm = folder.resolve("calm");
    Main.main(command("train", options, calm).toArray(String[]::new));
    assertArrayEquals(
        Files.readAllBytes(calm.resolve("run/model.safetensors")),
        Files.readAllBytes(disturbed.resolve("run/model.safetensors")));
    String last = String.format(Locale.ROOT, "run/checkpoint/step-%012d/", STEPS);
    for (String file : List.of("weights.safetensors", "optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(calm.resolve(last + file)),
          Files.readAllBytes(disturbed.resolve(last + file)),
          file);
    }
  }

  /** Whether a task has given its part, and others have not. */
  private static boolean hasParts(Path out) throws IOException {
    Path parts = out.resolve("_temporary/0");
    if (!Files.isDirectory(parts)) {
      return false;
    }
    try (Stream<Path> names = Files.list(parts)) {
      return names.anyMatch(name -> name.getFileName().toString().startsWith("task_"));
    }
  }

  private static Map<String, float[]> codes(Path out) throws IOException {
    Map<String, float[]> codes = new TreeMap<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part : parts.filter(name -> name.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(part)) {
          JsonNode row = JSON.readTree(line);
          float[] code = JSON.treeToValue(row.path("code"), float[].class);
          assertNull(codes.put(row.path("input").asText(), code), () -> "twice: " + line);
        }
      }
    }
    return codes;
  }

  @Test
  @Timeout(240)
  void everySentenceIsEncodedOnceAndAsOnOneMachine() throws Exception {
    Path run = ExportedRuns.write(folder.resolve("run"), 1);
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < 1_500; k++) {
      lines.add("tea " + "so ".repeat(k % 60) + "good " + k);
    }
    Path text = Files.write(folder.resolve("lines.txt"), lines);
    Path out = folder.resolve("codes");
    List<String> options =
        List.of("--model", run.toString(), "--backend", "java", "--batch-size", "1");
    List<String> arguments = new ArrayList<>(command("encode", options, out));
    arguments.add(text.toString());
    // Some twenty tasks: a part of them is done when one executor dies.
    long part = Files.size(text) / 20;
    List<String> driver =
        List.of(
            QUICK,
            "-Dspark.sql.files.maxPartitionBytes=" + part,
            "-Dspark.sql.files.openCostInBytes=0");
    try (LocalCluster cluster = LocalCluster.start(folder, 512, driver, Main.class, arguments)) {
      assertTrue(cluster.killAnExecutorAt(() -> hasParts(out)), cluster.said());
      assertFalse(Files.exists(out.resolve("_SUCCESS")), "it had ended before");
      assertEquals(0, cluster.end(200), cluster.said());
      assertTrue(cluster.said().contains("Lost executor"), cluster.said());
    }
    Map<String, float[]> codes = codes(out);
    assertEquals(new TreeSet<>(lines), codes.keySet());
    try (Engine engine = Backends.discover().get("java").open(Device.CPU);
        SentenceModel alone = SentenceModel.load(run, engine)) {
      List<float[]> want = alone.encode(lines);
      for (int k = 0; k < want.size(); k++) {
        assertArrayEquals(want.get(k), codes.get(lines.get(k)), 1e-6f, lines.get(k));
      }
    }
  }
}
