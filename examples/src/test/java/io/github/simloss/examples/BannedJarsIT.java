package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A jar that was left out, asked for again, fails the build: tried on copies of the POMs, offline,
 * with the Maven that runs this. On demand, {@code -Dsimloss.bans=true}, for Maven starts thrice.
 */
class BannedJarsIT {
  private static final List<String> MODULES =
      List.of("core", "embeddings", "backend-djl", "backend-dl4j", "cli");

  private @TempDir Path folder;

  /** The POMs of the modules that the distribution is made of, and what Maven is told beside. */
  @BeforeEach
  void copy() throws IOException {
    assumeTrue(Boolean.getBoolean("simloss.bans"), "only with -Dsimloss.bans=true");
    Path root = Path.of("..").toAbsolutePath().normalize();
    String parent = Files.readString(root.resolve("pom.xml"));
    for (String module : List.of("spark", "examples", "examples/benchmarks")) {
      parent = parent.replace("<module>" + module + "</module>", "");
    }
    Files.writeString(folder.resolve("pom.xml"), parent);
    for (String module : MODULES) {
      Files.createDirectory(folder.resolve(module));
      Files.copy(root.resolve(module).resolve("pom.xml"), pom(module));
    }
    Files.createDirectory(folder.resolve(".mvn"));
  }

  private Path pom(String module) {
    return folder.resolve(module).resolve("pom.xml");
  }

  private void replace(String module, String pattern, String by) throws IOException {
    String text = Files.readString(pom(module));
    String changed = text.replaceFirst(pattern, by);
    assertNotEquals(text, changed, "nothing of the kind in the POM of " + module);
    Files.writeString(pom(module), changed);
  }

  private String validate(int code) throws Exception {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("simloss.maven.home"), "bin", "mvn").toString(),
                "-B",
                "-o",
                "-Dspotless.check.skip",
                "validate")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String text = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(code, process.exitValue(), text);
    return text;
  }

  @Test
  void whatWasLeftOutDoesNotComeBack() throws Exception {
    validate(0);
    replace(
        "cli",
        "<exclusion>\\s*<groupId>net.ericaro</groupId>\\s*<artifactId>neoitertools</artifactId>"
            + "\\s*</exclusion>",
        "");
    String text = validate(1);
    assertTrue(text.contains("net.ericaro:neoitertools:jar:1.0.0 <--- banned"), text);
    replace(
        "core",
        "<dependencies>",
        "<dependencies><dependency><groupId>commons-net</groupId>"
            + "<artifactId>commons-net</artifactId><version>3.1</version></dependency>");
    text = validate(1);
    assertTrue(text.contains("commons-net:commons-net:jar:3.1 <--- banned"), text);
    assertTrue(text.contains("CVE-2021-37533"), text);
  }
}
