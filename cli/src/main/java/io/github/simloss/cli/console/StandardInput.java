package io.github.simloss.cli.console;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input that is not there: a process started with it closed gets the first file that the
 * JVM opens in its place, and would read the JVM's own classes as text.
 */
public final class StandardInput {
  private static final Path LINK = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /**
   * Checks that there is a standard input.
   *
   * @throws SimlossException if the process was started without one
   */
  public static void requireOpen() {
    try {
      if (!Files.isSymbolicLink(LINK)) {
        return;
      }
      Path there = Files.readSymbolicLink(LINK);
      String name = String.valueOf(there.getFileName());
      if (there.startsWith(System.getProperty("java.home"))
          || name.endsWith(".jar")
          || name.endsWith(".jsa")) {
        throw new SimlossException("standard input is closed: give a FILE, or sentences to read");
      }
    } catch (IOException e) {
      // Where links cannot be read there is nothing to find out.
    }
  }
}
