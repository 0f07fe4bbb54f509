package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signals at random moments of commands that write: every file is the old one or the new one, a run
 * is sound and continues, and but for a kill nothing hidden stays.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SignalsTest {
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP", "KILL", "STOP");

  private @TempDir Path folder;

  private static void kill(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void whateverIsStoppedLeavesWhatIsSound() throws Exception {
    Disturbed disturbed = Disturbed.in(World.in(folder));
    long[] undisturbed = new long[Disturbed.KINDS];
    Path log = folder.resolve("log.txt");
    Adversary.drawn(
        "signals",
        200,
        3,
        random -> {
          int kind = random.nextInt(2) == 0 ? Disturbed.KINDS - 2 : random.nextInt(Disturbed.KINDS);
          String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
          if (undisturbed[kind] == 0) {
            disturbed.reset();
            long begun = System.nanoTime();
            Cli.start(folder, "", disturbed.command(kind));
            undisturbed[kind] = System.nanoTime() - begun;
          }
          disturbed.reset();
          Process process =
              Cli.builder(folder, disturbed.command(kind))
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile())
                  .start();
          process.getOutputStream().close();
          process.waitFor(
              (long) (undisturbed[kind] * random.uniform(0.3, 1.1)), TimeUnit.NANOSECONDS);
          kill(signal, process);
          if (signal.equals("STOP")) {
            kill("CONT", process);
          }
          if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return signal + " and no end: " + disturbed.command(kind)[0];
          }
          int code = process.exitValue();
          String said = Files.readString(log);
          String problem =
              code == 0 || (code > 128 && code < 144) || (code == 1 && !signal.equals("STOP"))
                  ? null
                  : "exit code " + code + ": " + said;
          if (said.contains("xception") || said.contains("unexpected ")) {
            problem = "a failure without words: " + said;
          }
          if (problem == null) {
            problem = disturbed.problem(kind, signal.equals("KILL"));
          }
          return problem == null
              ? null
              : signal
                  + " at "
                  + Answers.words(List.of(disturbed.command(kind)))
                  + " -> "
                  + problem;
        });
  }
}
