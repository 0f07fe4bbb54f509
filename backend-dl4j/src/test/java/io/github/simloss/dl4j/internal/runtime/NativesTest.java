package io.github.simloss.dl4j.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.testing.FirstUse;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ND4J's native libraries, missing, each time in a process of its own. */
class NativesTest {
  private static final Pattern JAR =
      Pattern.compile(
          "(nd4j-native|openblas|javacpp)-(\\d\\S*?)-((?:linux|macosx|windows)-\\S+)\\.jar");

  /** The natives that the build gives these tests, in the order of messages. */
  private static List<Matcher> natives() {
    List<Matcher> found = new ArrayList<>();
    for (String artifact : List.of("nd4j-native", "openblas", "javacpp")) {
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
          .filter(jar -> jar.matches() && jar.group(1).equals(artifact))
          .forEach(found::add);
    }
    assumeTrue(found.size() == 3, "the natives of ND4J for the CPU are on the class path");
    return found;
  }

  private static String coordinates(Matcher jar) {
    return (jar.group(1).equals("nd4j-native") ? "org.nd4j:" : "org.bytedeco:")
        + jar.group(1)
        + ":"
        + jar.group(2)
        + " with classifier "
        + jar.group(3);
  }

  private static List<String> without(String... jars) throws Exception {
    return FirstUse.lines(
        "dl4j",
        entry -> !List.of(jars).contains(entry.getFileName().toString()),
        List.of(),
        Map.of());
  }

  private static List<String> says(String what) {
    return Collections.nCopies(
        8,
        "dl4j has no native library for "
            + NativeArtifacts.platform()
            + " on the class path: add "
            + what
            + " (docs/installing.md)");
  }

  @Test
  void allMissingArtifactsAreNamed() throws Exception {
    List<Matcher> jars = natives();
    assertEquals(
        says(
            coordinates(jars.get(0))
                + ", "
                + coordinates(jars.get(1))
                + " and "
                + coordinates(jars.get(2))),
        without(jars.stream().map(Matcher::group).toArray(String[]::new)));
  }

  @Test
  void oneMissingArtifactIsNamed() throws Exception {
    for (Matcher jar : natives()) {
      assertEquals(says(coordinates(jar)), without(jar.group()));
    }
  }

  @Test
  void withAllOfThemNothingIsSaid() throws Exception {
    List<String> lines = without();
    assertTrue(lines.get(0).startsWith("engine ND4J "), lines.toString());
    assertEquals("set", lines.get(7));
  }
}
