package io.github.simloss.experiment.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The most memory this process held since it was last asked: Linux counts it and lets the count
 * begin again. Engines allocate outside the Java heap, which no Java counter sees.
 */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private PeakMemory() {}

  /** Begins again; where the system has no such count nothing happens. */
  static void restart() {
    // What an earlier run left on the heap is not this one's.
    System.gc();
    try {
      if (Files.isWritable(CLEAR)) {
        Files.writeString(CLEAR, "5", StandardCharsets.US_ASCII);
      }
    } catch (IOException e) {
      // Then the peak is that of the process so far.
    }
  }

  /** Bytes, or null where the system does not say. */
  static @Nullable Long bytes() {
    try {
      if (!Files.isReadable(STATUS)) {
        return null;
      }
      for (String line : Files.readAllLines(STATUS, StandardCharsets.UTF_8)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not worth a word: the page leaves the figure out.
    }
    return null;
  }
}
