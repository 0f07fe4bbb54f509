package io.github.simloss.examples.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory this process ever held, as Linux counts it. */
public final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** Resident megabytes at the peak; null where the system does not say. */
  public static Long peakMegabytes() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.UTF_8)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000;
        }
      }
    } catch (IOException e) {
      // The table leaves the figure out.
    }
    return null;
  }
}
