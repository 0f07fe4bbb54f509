package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor is killed while a cluster of two trains: the final weights are those of a calm run.
 */
@DisabledOnOs(OS.WINDOWS)
class ExecutorKilledTest {
  private static final int STEPS = 4 * 25;

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

  private static String[] command(String name, List<String> options, Path out) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(options);
    all.addAll(List.of("--out", out.toString()));
    return all.toArray(String[]::new);
  }

  /** A driver with a master and two workers in it, whose executors are processes of their own. */
  private Process cluster(String[] arguments, Path log) throws IOException {
    // Spark looks for its jars there; the class path has them already.
    Files.createDirectories(folder.resolve("home/jars"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Spark's launcher opens, as this process has it; not the agent that counts coverage.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(one -> one.startsWith("--add") || one.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    String path = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=local-cluster[2,1,512]",
            "-Dspark.executor.memory=512m",
            "-Dspark.executor.extraClassPath=" + path,
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.ui.enabled=false",
            "-cp",
            path,
            Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
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
    Path log = folder.resolve("driver.log");
    Process driver = cluster(command("train", options, disturbed), log);
    try {
      Optional<ProcessHandle> killed = Optional.empty();
      while (killed.isEmpty() && driver.isAlive()) {
        if (hasCheckpoints(disturbed)) {
          // A driver has no other processes below it than its executors.
          killed = driver.descendants().findFirst();
          killed.ifPresent(ProcessHandle::destroyForcibly);
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      String said = Files.readString(log);
      assertTrue(killed.isPresent(), said);
      assertFalse(Files.exists(disturbed.resolve("run/README.md")), "it had ended before");
      assertTrue(driver.waitFor(200, TimeUnit.SECONDS), said);
      assertEquals(0, driver.exitValue(), Files.readString(log));
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
    }
    LocalSpark.get();
    Path calm = folder.resolve("calm");
    Main.main(command("train", options, calm));
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
}
