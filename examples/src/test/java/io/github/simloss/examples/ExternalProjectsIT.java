package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.dl4j.Dl4jBackend;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
  private static final boolean WINDOWS = File.separatorChar == '\\';

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
    for (String artifact : List.of("simloss-core", "simloss-backend-djl", "simloss-backend-dl4j")) {
      install(jar(artifact), artifact, version);
    }
  }

  /** The temporary folder goes without a warning for each link. */
  @AfterEach
  void removeTheLinks() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
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

  /** A project's own copy of its files. */
  private Path copy(String project) throws IOException {
    Path root = folder.resolve(project);
    Path source = Path.of("src", "it", project);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return root;
  }

  /**
   * Version and classifier of the natives of this platform, as the messages and pages name them.
   */
  private static Map<String, String> natives() {
    Map<String, String> natives = new TreeMap<>();
    String platform = NativeArtifacts.platform();
    for (NativeArtifacts artifacts :
        List.of(
            NativeArtifacts.beside("djl", DjlBackend.class, "natives.properties"),
            NativeArtifacts.beside("dl4j", Dl4jBackend.class, "natives.properties"))) {
      for (String name : artifacts.names()) {
        String coordinates = artifacts.coordinates(name, platform);
        natives.put(name + ".version", coordinates.substring(coordinates.lastIndexOf(':') + 1));
        natives.put(name + ".classifier", artifacts.classifier(name, platform));
      }
    }
    return natives;
  }

  /** What Maven says. */
  private String build(String project) throws Exception {
    Path root = copy(project);
    List<String> command = new ArrayList<>();
    command.add(
        Path.of(property("simloss.maven.home"), "bin", WINDOWS ? "mvn.cmd" : "mvn").toString());
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
            "slf4j.version",
            "logback.version",
            "enforcer.plugin.version",
            "resources.plugin.version",
            "compiler.plugin.version",
            "surefire.version")) {
      command.add("-D" + name + "=" + property(name));
    }
    natives().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("test");
    return run(command, root);
  }

  /** What a command prints. */
  private String run(List<String> command, Path root) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", ".txt");
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
    assertTrue(text.contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0"), text);
  }

  @Test
  void coreAndDjl() throws Exception {
    String text = build("with-djl");
    assertTrue(text.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"), text);
  }

  @Test
  void coreAndDl4j() throws Exception {
    String text = build("with-dl4j");
    assertTrue(text.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"), text);
  }

  /**
   * The same three by Gradle, where there is one. It gives all artifacts of a module one version,
   * so the Java parts of OpenBLAS and JavaCPP are those of the newer library there.
   */
  @Test
  void gradle() throws Exception {
    Path gradle = gradleOnThePath();
    Path root = copy("gradle");
    List<String> projects = List.of("core-only", "with-djl", "with-dl4j");
    for (String project : projects) {
      Files.createDirectories(root.resolve(project));
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(gradle.toString(), "--offline", "--no-daemon", "-q"));
    command.addAll(List.of("-g", folder.resolve("gradle-home").toString()));
    command.add("-PlocalRepository=" + repository);
    command.add("-PsimlossVersion=" + property("simloss.version"));
    command.add("-PlogbackVersion=" + property("logback.version"));
    natives()
        .forEach(
            (name, value) ->
                command.add(
                    "-P"
                        + name.replace(".version", "Version").replace(".classifier", "Classifier")
                        + "="
                        + value));
    command.add("classPath");
    String text = run(command, root);
    for (String project : projects) {
      String said = "class path of " + project + ": ";
      String classPath =
          text.lines()
              .filter(line -> line.startsWith(said))
              .findFirst()
              .orElseThrow(() -> new AssertionError(text))
              .substring(said.length());
      assertTrue(
          classPath.contains("logback-classic-" + property("logback.version") + ".jar"), classPath);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String output = run(List.of(java, "-cp", classPath, "mine.Main"), root);
      assertTrue(output.contains("core: "), output);
      assertTrue(output.contains("logging: ch.qos.logback.classic.LoggerContext"), output);
      for (String engine : List.of("djl", "dl4j")) {
        assertEquals(
            project.equals("with-" + engine),
            output.lines().anyMatch(line -> line.startsWith(engine + ": ")),
            output);
      }
    }
  }

  private static Path gradleOnThePath() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String entry : path.split(File.pathSeparator, -1)) {
      Path gradle = Path.of(entry, WINDOWS ? "gradle.bat" : "gradle");
      if (Files.isExecutable(gradle)) {
        return gradle;
      }
    }
    assumeTrue(false, "no gradle on the PATH: the projects of Gradle were not built");
    throw new AssertionError();
  }
}
