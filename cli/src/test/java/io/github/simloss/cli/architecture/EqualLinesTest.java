package io.github.simloss.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both engines need is written once, in core. */
class EqualLinesTest {
  private static final Path ALLOWED =
      Path.of("src/test/resources/io/github/simloss/cli/architecture/equal-lines.txt");

  private static final String SIX = "int a;\nint b;\nint c;\nint d;\nint e;\nint f;\n";

  @TempDir Path folder;

  @Test
  void theEnginesHoldNoEqualLinesButTheKnown() throws IOException {
    Map<List<String>, Set<String>> found =
        EqualLines.of(sources("backend-djl"), sources("backend-dl4j"));
    AllowedRuns allowed = new AllowedRuns(ALLOWED);
    if (Boolean.getBoolean(AllowedRuns.WRITE)) {
      allowed.write(found);
    } else {
      allowed.check(found);
    }
  }

  private static Path sources(String module) {
    return Path.of("..", module, "src", "main", "java");
  }

  private Map<List<String>, Set<String>> runs(String first, String second) throws IOException {
    Path left = Files.createDirectories(folder.resolve("left"));
    Path right = Files.createDirectories(folder.resolve("right"));
    Files.writeString(left.resolve("A.java"), first);
    Files.writeString(right.resolve("B.java"), second);
    return EqualLines.of(left, right);
  }

  @Test
  void sixLinesAreARunHoweverTheyAreSetAndFiveAreNone() throws IOException {
    String set =
        """
        package other;
        import java.util.List;
        /** Says
         * something else. */
        @Override
          int a;
          int b; int b2;
        """;
    String rest = "int c;\n\n// A comment.\n  int d;\n}\n  int e;\n/* One. */\nint f;\nint g;\n";
    assertEquals(Map.of(), runs(SIX, set + rest));
    String same = set.replace(" int b2;", "") + rest;
    assertEquals(Map.of(SIX.lines().toList(), Set.of("A.java B.java")), runs(SIX, same));
    assertEquals(Map.of(), runs(SIX.replace("int f;\n", ""), same));
    assertEquals(Set.of((SIX + "int g;\n").lines().toList()), runs(same, same).keySet());
  }

  @Test
  void theListOnlyShrinks() throws IOException {
    Path file = folder.resolve("allowed.txt");
    AllowedRuns allowed = new AllowedRuns(file);
    Map<List<String>, Set<String>> six = runs(SIX, SIX);
    assertTrue(message(allowed, six).contains("A.java B.java, 6 lines\n  int a;\n"));

    String seven = SIX + "int g;\n";
    Map<List<String>, Set<String>> longer = runs(seven, seven);
    allowed.write(longer);
    allowed.check(longer);
    assertTrue(message(allowed, six).contains("-Dsimloss.equal.write=true"));
    allowed.write(six);
    allowed.check(six);

    String before = Files.readString(file);
    assertThrows(AssertionError.class, () -> allowed.write(longer));
    assertEquals(before, Files.readString(file), "it does not grow");
    allowed.write(Map.of());
    assertEquals("", Files.readString(file));
    assertFalse(message(allowed, six).contains("-Dsimloss.equal.write=true"));
  }

  private static String message(AllowedRuns allowed, Map<List<String>, Set<String>> found) {
    return assertThrows(AssertionError.class, () -> allowed.check(found)).getMessage();
  }
}
