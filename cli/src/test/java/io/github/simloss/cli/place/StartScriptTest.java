package io.github.simloss.cli.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
    return run(environment, folder.resolve("bin/simloss").toString(), "train");
  }

  private String run(Map<String, String> environment, String script, String... words)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", script);
    builder.command().addAll(List.of(words));
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

  @Test
  void aFolderThatIsGoneIsSaidInOneLine() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    String script = "mkdir gone && cd gone && rmdir ../gone && '" + folder + "/bin/simloss' train";
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(1, process.exitValue());
    assertEquals("", Files.readString(out));
    assertTrue(
        Files.readString(err)
            .endsWith("simloss: the current folder is gone: change to one that is there\n"),
        Files.readString(err));
  }

  /** Java's own words, where it cannot start, are no data. */
  @Test
  void whatJavaItselfSaysIsNoOutput() throws Exception {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", folder.resolve("bin/simloss").toString(), "--version");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SIMLOSS_OPTS", "-Xms2g -Xmx1g");
    builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(1, process.exitValue());
    assertEquals("", Files.readString(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "it's", "$HOME", "*", "-x", "a;b"})
  void itMayBeInstalledAnywhere(String name) throws Exception {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/simloss-core.jar"), "");
    Files.copy(SCRIPT, home.resolve("bin/simloss"));
    Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("bin/simloss"));
    for (Path script : List.of(home.resolve("bin/simloss"), link)) {
      String said = run(Map.of("CDPATH", "/"), script.toString(), "a  word", "$x", "*");
      assertTrue(said.contains(" -cp " + home + "/lib/simloss-core.jar:"), said);
      assertTrue(
          said.contains(":" + home + "/lib/* io.github.simloss.cli.Main a  word $x *"), said);
    }
  }

  /** The real Java, in a locale that is not UTF-8, from a folder that is not ASCII. */
  @Test
  void javaStartsFromAFolderThatIsNotAscii() throws Exception {
    String name = "caf\u00e9 x";
    StringBuilder install = new StringBuilder("set -e; n=$(printf 'caf\\303\\251 x');");
    install.append(" mkdir -p \"$n/bin\" \"$n/lib\" classes; cp bin/simloss \"$n/bin\"\n");
    int count = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      // An empty entry is the current folder, by mistake of whoever made the path.
      if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
        // The jars of this build, as the distribution has them.
        install.append("(cd '" + entry + "' && tar cf - .) | tar xf - -C classes\n");
      } else if (entry.endsWith(".jar")) {
        install.append("ln -s '" + entry + "' \"$n/lib/" + count++ + ".jar\"\n");
      }
    }
    String jar = System.getProperty("java.home") + "/bin/jar";
    install.append("'" + jar + "' cf all.jar -C classes .; mv all.jar \"$n/lib\"\n");
    install.append("printf 'caf\\303\\251 1 2\\n' > \"$n/v.txt\"\n");
    install.append("unset JAVA_HOME; PATH='" + System.getProperty("java.home") + "/bin':$PATH\n");
    install.append("exec sh \"$n/bin/simloss\" vectors show \"$n/v.txt\" ${n% x}\n");
    Path script = Files.writeString(folder.resolve("install.sh"), install.toString());
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.equals("LANG"));
    builder.environment().put("LC_ALL", "C");
    Path out = folder.resolve("out.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), said);
    String word = name.substring(0, 4);
    assertEquals("{\"word\":\"" + word + "\",\"inVocabulary\":true,\"vector\":[1.0,2.0]}\n", said);
  }

  /** Nothing here runs it; it must not fall behind the other. */
  @Test
  void theScriptOfWindowsStartsTheSame() throws IOException {
    String script =
        Files.readString(SCRIPT.resolveSibling("simloss.cmd"), StandardCharsets.US_ASCII);
    List<String> lines = script.lines().toList();
    assertEquals("@echo off", lines.get(0));
    assertTrue(lines.contains("setlocal"), "what it sets is its own");
    assertTrue(lines.contains("set \"home=%~dp0..\""), "wherever it is started from");
    String starts =
        lines.stream().filter(line -> line.contains("cli.Main")).findFirst().orElseThrow();
    assertTrue(
        starts.startsWith(
            "\"%java%\" %collector% -XX:+DisplayVMOutputToStderr -Xlog:disable"
                + " -Xlog:all=warning:stderr -Xshare:auto \"-Dsimloss.command=%~0\" %SIMLOSS_OPTS% "),
        starts);
    assertTrue(starts.endsWith(" -cp \"%home%\\lib\\*\" io.github.simloss.cli.Main %*"), starts);
    String missing = "no Java found: install Java 17 or newer, or set JAVA_HOME";
    assertTrue(script.contains(missing + " 1>&2\r\nexit /b 1\r\n"), "without Java");
    assertTrue(Files.readString(SCRIPT).contains(missing));
    for (String line : lines) {
      if (line.contains("goto ")) {
        assertTrue(lines.contains(":" + line.replaceFirst(".*goto (\\w+).*", "$1")), line);
      }
    }
    assertEquals("exit /b %ERRORLEVEL%", lines.get(lines.size() - 1), "its exit code is Java's");
    assertTrue(script.matches("(?s)([^\\r\\n]*\\r\\n)+"), "lines end as Windows ends them");
    assertFalse(script.contains("\t"), "a tab is no blank there");
    String unix = Files.readString(SCRIPT);
    for (String both :
        List.of(
            "-XX:+UseParallelGC",
            "-Xshare:auto",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:all=warning:stderr",
            "OMP_WAIT_POLICY",
            "JDK_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "SIMLOSS_OPTS",
            "JAVA_HOME")) {
      assertTrue(unix.contains(both) && script.contains(both), both);
    }
    for (String line : lines) {
      if (line.startsWith("set ")) {
        assertTrue(line.matches("set \"[a-z]+=[^\"]*\""), line + ": blanks and & need quotes");
      }
    }
  }
}
