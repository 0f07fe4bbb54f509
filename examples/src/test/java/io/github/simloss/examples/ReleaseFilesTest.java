package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What belongs to a release says which release, and says it everywhere alike. */
class ReleaseFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> KINDS =
      List.of("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");

  private static String file(String... path) throws IOException {
    return Files.readString(ROOT.resolve(Path.of("", path)), StandardCharsets.UTF_8);
  }

  private static List<String> matches(String regex, String text) {
    Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    return matcher.results().map(result -> result.group(1)).toList();
  }

  /** Of the parent, which gives it to all. */
  private static String version() throws IOException {
    return matches(
            "<artifactId>simloss-parent</artifactId>\\s*<version>([^<]+)</version>",
            file("pom.xml"))
        .get(0);
  }

  @Test
  void everyModuleIsOfThisRelease() throws IOException {
    List<String> modules = matches("<module>([^<]+)</module>", file("pom.xml"));
    assertTrue(modules.size() > 7, modules.toString());
    for (String module : modules) {
      assertEquals(
          List.of(version()),
          matches(
              "<artifactId>simloss-parent</artifactId>\\s*<version>([^<]+)</version>",
              file(module, "pom.xml")),
          module);
    }
  }

  /** Coordinates in XML, in Gradle's form and in names of jars. */
  @Test
  void thePagesNameThisRelease() throws IOException {
    List<String> named = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page, StandardCharsets.UTF_8);
      for (String regex :
          List.of(
              "<artifactId>simloss-[a-z0-9-]+</artifactId>\\s*<version>([^<]+)</version>",
              "io\\.github\\.simloss:simloss-[a-z0-9-]+:([0-9][^':`\\s]*)",
              "simloss-(?:core|embeddings|backend-djl|backend-dl4j|spark|cli)-([0-9].*?)\\.jar",
              // Archives, and what they unpack to.
              "simloss-([0-9]+\\.[0-9]+\\.[0-9]+(?:-SNAPSHOT)?)\\b")) {
        for (String version : matches(regex, text)) {
          assertEquals(version(), version, page.toString());
          named.add(version);
        }
      }
    }
    assertTrue(named.size() >= 5, named + ": docs/installing.md and docs/spark.md name it");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("examples"))) {
      try (Stream<Path> files = Files.list(folder)) {
        pages.addAll(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      }
    }
    return pages;
  }

  @Test
  void theChangelogIsKeptAsItSays() throws IOException {
    String text = file("CHANGELOG.md");
    List<String> releases = matches("^## \\[([^\\]]+)\\]", text);
    assertEquals("Unreleased", releases.get(0));
    assertEquals(version().replace("-SNAPSHOT", ""), releases.get(1));
    for (String release : releases) {
      assertTrue(text.contains("\n[" + release + "]: https://"), release + " has no link");
    }
    for (String section : text.split("(?m)^## ", -1)) {
      if (!section.startsWith("[Unreleased]") && section.startsWith("[")) {
        assertTrue(section.matches("(?s)\\[[0-9.]+\\] - \\d{4}-\\d\\d-\\d\\d\n.*"), section);
      }
      List<String> kinds = matches("^### (.*)$", section);
      assertEquals(KINDS.stream().filter(kinds::contains).toList(), kinds, "each once, in order");
    }
  }

  @Test
  void theImageRunsOnWhatIsBuiltForAsNoRoot() throws IOException {
    List<String> lines = file("Dockerfile").lines().toList();
    List<String> images = matches("^FROM (\\S+)", file("Dockerfile"));
    assertEquals(2, images.size(), "one to build, one to run");
    String release = matches("<maven.compiler.release>(\\d+)<", file("pom.xml")).get(0);
    assertEquals("eclipse-temurin:" + release + "-jre", images.get(1));
    List<String> last = lines.subList(lines.indexOf("FROM " + images.get(1)), lines.size());
    String user = last.stream().filter(line -> line.startsWith("USER ")).findFirst().orElseThrow();
    assertFalse(user.matches("USER (root|0)\\b.*"), user);
    assertTrue(last.indexOf(user) < last.indexOf("ENTRYPOINT [\"simloss\"]"), user);
    assertTrue(file(".dockerignore").lines().toList().contains("**/target"));
  }

  @Test
  void allPlatformsAreVerified() throws IOException {
    String workflow = file(".github", "workflows", "verify.yml");
    assertTrue(workflow.contains("run: mvn -B -ntp verify\n"), workflow);
    Set<String> built = new TreeSet<>();
    for (String profile : file("pom.xml").split("<profile>", -1)) {
      // Where both engines have natives, and so all tests can run.
      if (profile.contains("<os>") && profile.contains("<natives.missing>nothing<")) {
        built.addAll(matches("<simloss.platform>([^<]+)<", profile));
      }
    }
    assertEquals(built, new TreeSet<>(matches("platform: ([a-z0-9_-]+),", workflow)), "platforms");
    List<String> actions = matches("uses: (\\S+)", workflow);
    assertFalse(actions.isEmpty());
    for (String action : actions) {
      assertTrue(action.matches("actions/[a-z-]+@v\\d+"), action + " is not of a major version");
    }
  }
}
