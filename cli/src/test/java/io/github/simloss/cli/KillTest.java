package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training is killed without warning at random moments, gone on with, killed again, and ends in the
 * bytes of a run that was never disturbed. {@code -Dsimloss.kills=N} asks for N kills on each
 * engine instead of 3, {@code -Dsimloss.kills.engines=djl,dl4j} for other engines than plain Java,
 * {@code -Dsimloss.kills.seed=S} for other moments.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("simloss.kills", 3);
  private static final long SEED = Long.getLong("simloss.kills.seed", 20181031L);

  /** After this many kills a run may come to its end, and another is begun. */
  private static final int KILLS_A_RUN = 20;

  private @TempDir Path folder;
  private SmallData data;

  private String[] train(String engine, String out) {
    return new String[] {
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
      "--threads",
      "1",
      "--hidden-size",
      "16",
      "--batch-size",
      "16",
      "--learning-rate",
      "5e-3",
      "--epochs",
      "3",
      "--evaluate-every",
      "40",
      "--checkpoint-every",
      "3",
      "--samples",
      "0",
      "--out",
      out
    };
  }

  private String[] trainOrResume(String engine, String out) {
    return Files.exists(folder.resolve(out).resolve("config.json"))
        ? new String[] {"train", "--resume", out, "--backend", engine, "--threads", "1"}
        : train(engine, out);
  }

  static List<String> engines() {
    return List.of(System.getProperty("simloss.kills.engines", "java").split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void killedAtAnyMomentItEndsInTheSameBytes(String engine) throws Exception {
    data = SmallData.in(folder);
    long begun = System.nanoTime();
    Cli.Result undisturbed = Cli.start(folder, "", train(engine, "whole"));
    assertEquals(0, undisturbed.code(), undisturbed.err());
    long millis = (System.nanoTime() - begun) / 1_000_000;

    SeededRandom random = new SeededRandom(SEED);
    int kills = 0;
    int runs = 0;
    while (kills < KILLS) {
      String run = "killed-" + runs++;
      int end = Math.min(KILLS, kills + KILLS_A_RUN);
      while (kills < end && kill(engine, run, (long) (millis * random.uniform(0.1f, 1.0f)))) {
        kills++;
      }
      finish(engine, run);
      assertSame(folder.resolve("whole"), folder.resolve(run));
    }
    System.out.println(
        "kills survived, " + engine + ": " + kills + " of " + kills + ", in " + runs + " runs");
  }

  /** Starts or continues, and kills after a time; false if it had come to its end before. */
  private boolean kill(String engine, String run, long millis)
      throws IOException, InterruptedException {
    Path log = folder.resolve(run + ".log");
    Process process =
        Cli.builder(folder, trainOrResume(engine, run))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    int code = process.waitFor();
    // 137 is the kill; it may also have come to its end just before.
    assertTrue(code == 0 || (!ended && code == 137), code + ": " + Files.readString(log));
    if (Files.exists(folder.resolve(run).resolve("config.json"))) {
      Cli.Result verified = Cli.run("verify", folder.resolve(run).toString());
      assertEquals(0, verified.code(), verified.out());
    }
    return code != 0;
  }

  private void finish(String engine, String run) throws IOException, InterruptedException {
    Cli.Result result = Cli.start(folder, "", trainOrResume(engine, run));
    assertEquals(0, result.code(), result.err());
    assertTrue(!result.err().contains("damaged"), result.err());
  }

  private static void assertSame(Path whole, Path killed) throws IOException {
    assertEquals(history(whole), history(killed));
    List<String> files = new ArrayList<>(List.of("model.safetensors", "vocabulary.tsv"));
    List<String> checkpoints = names(whole.resolve("checkpoint"));
    assertEquals(checkpoints, names(killed.resolve("checkpoint")));
    for (String checkpoint : checkpoints) {
      files.add("checkpoint/" + checkpoint + "/weights.safetensors");
      files.add("checkpoint/" + checkpoint + "/optimizer.safetensors");
    }
    for (String file : files) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(killed.resolve(file)), file);
    }
  }

  private static String history(Path run) throws IOException {
    return Files.readString(run.resolve("history.jsonl"))
        .replaceAll("\"(seconds|tokensPerSecond)\":[-+.0-9eE]+", "");
  }

  private static List<String> names(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
