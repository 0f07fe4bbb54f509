package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds projects of others against our jars, offline, with the Maven that runs this. They see a
 * local repository made for them: our jars and poms as {@code install} would put them there, and
 * links to all else in the one of this build.
 */
class ExternalProjectsIT {
  private static final String GROUP = "io/github/simloss";

  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void fillTheRepository() throws IOException {
    repository = folder.resolve("repository");
    Path local = Path.of(property("simloss.maven.repository"));
    Path ours = repository.resolve(GROUP);
    Files.createDirectories(ours);
    try {
      linkOthers(local, repository, Path.of(GROUP));
    } catch (UnsupportedOperationException | IOException e) {
      assumeTrue(false, "symbolic links are needed: " + e);
    }
    String version = property("simloss.version");
    Path parent = ours.resolve("simloss-parent").resolve(version);
    Files.createDirectories(parent);
    Files.copy(Path.of("..", "pom.xml"), parent.resolve("simloss-parent-" + version + ".pom"));
    for (String artifact : List.of("simloss-core", "simloss-backend-dl4j")) {
      install(jar(artifact), artifact, version);
    }
  }

  /** Links what is beside a path, on each of its floors. */
  private static void linkOthers(Path from, Path to, Path without) throws IOException {
    Path first = without.getName(0);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.sorted().toList()) {
        if (!entry.getFileName().equals(first)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
        }
      }
    }
    if (without.getNameCount() > 1 && Files.isDirectory(from.resolve(first))) {
      linkOthers(
          from.resolve(first), to.resolve(first), without.subpath(1, without.getNameCount()));
    }
  }

  /** The jar that Maven gave this module, packaged a moment ago or installed. */
  private static Path jar(String artifact) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = Path.of(entry).getFileName().toString();
      if (name.startsWith(artifact + "-") && name.endsWith(".jar") && !name.contains("-tests")) {
        return Path.of(entry);
      }
    }
    throw new AssertionError(
        "no jar of " + artifact + " in " + System.getProperty("java.class.path"));
  }

  private void install(Path jar, String artifact, String version) throws IOException {
    Path to = repository.resolve(GROUP).resolve(artifact).resolve(version);
    Files.createDirectories(to);
    Files.copy(jar, to.resolve(artifact + "-" + version + ".jar"));
    try (JarFile file = new JarFile(jar.toFile());
        InputStream pom =
            file.getInputStream(
                file.getEntry("META-INF/maven/io.github.simloss/" + artifact + "/pom.xml"))) {
      Files.copy(pom, to.resolve(artifact + "-" + version + ".pom"));
    }
  }

  private static String property(String name) {
    String value = System.getProperty(name, "");
    assumeTrue(!value.isEmpty(), "the system property " + name + " is set by mvn verify");
    return value;
  }

  /** What Maven says. */
  private String build(String project) throws Exception {
    Path root = folder.resolve(project);
    Path source = Path.of("src", "it", project);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(
        Path.of(property("simloss.maven.home"), "bin", windows ? "mvn.cmd" : "mvn").toString());
    // The repository's record of where a file came from is of no concern: it is there.
    command.addAll(
        List.of(
            "-B",
            "-o",
            "-Dmaven.repo.local=" + repository,
            "-Daether.enhancedLocalRepository.trackingFilename=none"));
    for (String name :
        List.of(
            "simloss.version",
            "junit.version",
            "resources.plugin.version",
            "compiler.plugin.version",
            "surefire.version")) {
      command.add("-D" + name + "=" + property(name));
    }
    command.add("test");
    Path log = folder.resolve(project + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean done = process.waitFor(10, TimeUnit.MINUTES);
      String text = Files.readString(log, StandardCharsets.UTF_8);
      assertTrue(done, text);
      assertEquals(0, process.exitValue(), text);
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void coreOnly() throws Exception {
    String text = build("core-only");
    assertTrue(text.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"), text);
  }

  @Test
  void coreAndOneEngine() throws Exception {
    String text = build("with-dl4j");
    assertTrue(text.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), text);
  }
}
