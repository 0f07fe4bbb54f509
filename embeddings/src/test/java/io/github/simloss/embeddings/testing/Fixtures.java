package io.github.simloss.embeddings.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The vector files of the data group, and how numbers are compared. */
public final class Fixtures {
  private Fixtures() {}

  /** A file of the fixtures; the test is skipped where they are absent. */
  public static Path file(String name) {
    Path folder = Path.of(System.getProperty("simloss.data", "../../shared/data"), "formats");
    assumeTrue(Files.isDirectory(folder), "no folder " + folder + "; see CONTRIBUTING.md");
    return folder.resolve(name);
  }

  public static void assertVector(float[] expected, float[] actual, double tolerance, String what) {
    assertNotNull(actual, what);
    assertEquals(expected.length, actual.length, what);
    for (int k = 0; k < expected.length; k++) {
      // Absolute below 1, relative above: the files state a number of digits.
      double allowed = tolerance * Math.max(1, Math.abs(expected[k]));
      assertEquals(expected[k], actual[k], allowed, what + " [" + k + "]");
    }
  }
}
