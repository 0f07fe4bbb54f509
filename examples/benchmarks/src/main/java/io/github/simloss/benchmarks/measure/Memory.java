package io.github.simloss.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory a process ever held, as Linux counts it. */
public final class Memory {
  private Memory() {}

  /** This process's resident megabytes at the peak; null where the system does not say. */
  public static Long peakMegabytes() {
    return peakMegabytes(ProcessHandle.current().pid());
  }

  /** A process's resident megabytes at the peak so far; null where the system does not say. */
  public static Long peakMegabytes(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return null;
    }
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000;
        }
      }
    } catch (IOException e) {
      // It has ended; the table leaves the figure out.
    }
    return null;
  }
}
