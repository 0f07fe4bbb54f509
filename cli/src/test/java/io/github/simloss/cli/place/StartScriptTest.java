package io.github.simloss.cli.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start script hands to Java, which here is a script that says what it was handed. */
class StartScriptTest {
  private static final Path SCRIPT = Path.of("src", "main", "dist", "bin", "simloss");
  private @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(SCRIPT, folder.resolve("bin/simloss"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Path java =
        Files.writeString(
            folder.resolve("jdk/bin/java"), "#!/bin/sh\necho \"LC_ALL=$LC_ALL\"\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", folder.resolve("bin/simloss").toString(), "train");
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Path out = folder.resolve("out.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "", "xx_XX.UTF-8"})
  void javaRunsInALocaleOfUtf8(String locale) throws Exception {
    String said = run(Map.of("LC_ALL", locale));
    assertTrue(said.matches("(?s)LC_ALL=(C|en_US)\\.[Uu][Tt][Ff]-?8\\n.*"), said);
  }

  @Test
  void aLocaleOfUtf8Stays() throws Exception {
    assertTrue(run(Map.of("LC_ALL", "C.UTF-8")).startsWith("LC_ALL=C.UTF-8\n"));
    assertTrue(run(Map.of("LANG", "C.UTF-8")).startsWith("LC_ALL=\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseSerialGC", "-Xmx1g -XX:+UseG1GC", "-XX:+UseZGC -Xmx1g"})
  void aCollectorThatIsChosenIsTheOnlyOne(String options) throws Exception {
    String said = run(Map.of("SIMLOSS_OPTS", options));
    assertFalse(said.contains("UseParallelGC"), said);
    assertTrue(said.contains(options), said);
    assertFalse(run(Map.of("JAVA_TOOL_OPTIONS", options)).contains("UseParallelGC"));
    assertFalse(run(Map.of("JDK_JAVA_OPTIONS", options)).contains("UseParallelGC"));
  }

  @Test
  void otherOptionsLeaveTheCollector() throws Exception {
    assertTrue(run(Map.of("SIMLOSS_OPTS", "-Xmx1g")).contains("-XX:+UseParallelGC"));
    assertTrue(run(Map.of()).contains("-XX:+UseParallelGC"));
  }
}
