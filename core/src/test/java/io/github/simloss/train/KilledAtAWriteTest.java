package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.RunVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that train are killed (SIGKILL) each at another change of the disk, checkpoints and all
 * else; what they leave is sound, and gone on with ends in the bytes of a run that was not killed.
 * Every thirtieth change is tried, or every N-th with {@code -Dsimloss.writes.every=N}: 1 for all.
 */
class KilledAtAWriteTest {
  private static final int EVERY = Integer.getInteger("simloss.writes.every", 30);

  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;

  /** Starts a process; returns the last line it said. It is dead afterwards. */
  private String train(Path run, int killAt) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DyingTrainer.class.getName(),
                folder.toString(),
                run.toString(),
                Integer.toString(killAt))
            .redirectErrorStream(true)
            .start();
    String last = "";
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
        if (line.equals(DyingTrainer.WAITING)) {
          process.destroyForcibly();
          break;
        }
      }
    }
    int code = process.waitFor();
    assertEquals(last.equals(DyingTrainer.WAITING), code != 0, code + ": " + last);
    return last;
  }

  private void goOn(Path run) throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      DyingTrainer.train(folder, run);
      return;
    }
    for (RunVerifier.Finding finding : RunVerifier.verify(run)) {
      assertTrue(finding.ok(), finding.toString());
    }
    TrainingJob.resume(run, engine, notice -> assertEquals("none", notice))
        .train(engine, List.of(), () -> false);
  }

  @Test
  void whereverItIsKilledItGoesOn() throws Exception {
    Path whole = folder.resolve("whole");
    String said = train(whole, Integer.MAX_VALUE);
    assertTrue(said.startsWith("changes "), said);
    int changes = Integer.parseInt(said.substring("changes ".length()));
    String expected = RunBytes.of(whole);
    int killed = 0;
    for (int at = 1 + EVERY / 2; at <= changes; at += EVERY) {
      Path run = folder.resolve("killed-" + at);
      assertEquals(DyingTrainer.WAITING, train(run, at));
      goOn(run);
      assertEquals(expected, RunBytes.of(run), "killed at change " + at);
      assertTrue(
          RunVerifier.verify(run).stream().noneMatch(found -> found.message().contains("left by")),
          "left-overs of change " + at);
      killed++;
    }
    assertTrue(killed > 0, changes + " changes");
    System.out.println(
        "killed at a write"
            + ": "
            + killed
            + " survived of "
            + killed
            + "; "
            + changes
            + " changes");
  }
}
