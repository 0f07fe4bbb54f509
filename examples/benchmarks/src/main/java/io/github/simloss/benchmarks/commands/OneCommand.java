package io.github.simloss.benchmarks.commands;

import io.github.simloss.SimlossException;
import io.github.simloss.benchmarks.measure.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command run once, as a process of its own.
 *
 * @param seconds from its start to its end, or to the awaited line
 * @param lines how many it wrote to standard output until then
 * @param peakMegabytes the most memory it held; null where the system does not say
 */
record OneCommand(double seconds, long lines, Long peakMegabytes) {
  /**
   * Runs it to its end.
   *
   * @throws SimlossException if it ends with another code than 0, with the last line it said
   */
  static OneCommand run(List<String> command) {
    return run(command, null);
  }

  /**
   * Runs it until it writes a line that begins with some text, to either output, then ends it.
   *
   * @param awaited the text; null to wait for the end
   * @throws SimlossException if it ends before
   */
  static OneCommand run(List<String> command, String awaited) {
    try {
      Path errors = Files.createTempFile("simloss-command", ".txt");
      try {
        return timed(command, awaited, errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new SimlossException(
          String.join(" ", command) + ": cannot be run: " + e.getMessage(), e);
    }
  }

  private static OneCommand timed(List<String> command, String awaited, Path errors)
      throws IOException {
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command);
    if (awaited == null) {
      builder.redirectError(errors.toFile());
    } else {
      // Progress goes to standard error.
      builder.redirectErrorStream(true);
    }
    Process process = builder.start();
    PeakWatch watch = new PeakWatch(process);
    long lines = 0;
    boolean seen = false;
    String last = "";
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while (!seen && (line = out.readLine()) != null) {
        lines++;
        last = line;
        seen = awaited != null && line.startsWith(awaited);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seen) {
        process.destroyForcibly();
      }
      int code = process.waitFor();
      if (!seen && (code != 0 || awaited != null)) {
        String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
        throw new SimlossException(
            String.join(" ", command)
                + ": ended with code "
                + code
                + ": "
                + (awaited == null ? said.substring(said.lastIndexOf('\n') + 1) : last));
      }
      return new OneCommand(
          seen ? seconds : (System.nanoTime() - start) / 1e9, lines, watch.megabytes());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new SimlossException("interrupted", e);
    }
  }

  /** Looks at a process again and again, for its peak cannot be asked for once it is gone. */
  private static final class PeakWatch {
    private static final long EVERY_MILLISECONDS = 50;
    private volatile Long megabytes;
    private final Thread thread;

    PeakWatch(Process process) {
      thread =
          new Thread(
              () -> {
                try {
                  while (process.isAlive()) {
                    Long now = Memory.peakMegabytes(process.pid());
                    megabytes = now == null ? megabytes : now;
                    Thread.sleep(EVERY_MILLISECONDS);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "peak");
      thread.setDaemon(true);
      thread.start();
    }

    Long megabytes() throws InterruptedException {
      thread.join();
      return megabytes;
    }
  }
}
