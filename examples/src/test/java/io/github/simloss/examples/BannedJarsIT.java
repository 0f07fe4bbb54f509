package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jars of the distribution: none that was left out, none that nothing reaches, all of them in
 * its bill of materials; and one that was left out, asked for again, fails a build.
 */
class BannedJarsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DISTRIBUTION = ROOT.resolve("cli/target/simloss");

  /**
   * No class names these: native libraries and the classes that their jars are found by, a logger,
   * a script of the pages.
   */
  private static final Pattern BY_NAME =
      Pattern.compile(
          "(nd4j-native|nd4j-presets-common|javacpp|openblas|pytorch-native|pytorch-jni"
              + "|slf4j-simple|chart\\.js)-.*");

  private @TempDir Path folder;

  private static Set<String> jars() throws IOException {
    try (Stream<Path> all = Files.list(DISTRIBUTION.resolve("lib"))) {
      return all.map(jar -> jar.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** What the POMs of the command line and of all modules ban: artifact to group. */
  private static Map<String, String> bans() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String pom : List.of("cli/pom.xml", "pom.xml")) {
      Matcher rules =
          Pattern.compile("<bannedDependencies>(.*?)</bannedDependencies>", Pattern.DOTALL)
              .matcher(Files.readString(ROOT.resolve(pom)));
      while (rules.find()) {
        Matcher one = Pattern.compile("<exclude>([^:<]+):([^:<]+)").matcher(rules.group(1));
        while (one.find()) {
          all.put(one.group(2), one.group(1));
        }
      }
    }
    return all;
  }

  @Test
  void noneThatWasLeftOutIsThere() throws IOException {
    Map<String, String> bans = bans();
    assertTrue(bans.size() >= 17, bans.toString());
    assertEquals("commons-net", bans.get("commons-net"));
    for (String artifact : bans.keySet()) {
      List<String> found =
          jars().stream().filter(jar -> jar.matches("\\Q" + artifact + "\\E-[0-9].*")).toList();
      assertEquals(List.of(), found);
    }
  }

  /** By what jdeps finds that classes refer to, from ours on. */
  @Test
  void eachIsReachedFromAClassOfOurs() throws IOException {
    List<String> words = List.of("--multi-release", "17", "--ignore-missing-deps", "-R", "-s");
    // The largest holds no class.
    String path =
        jars().stream()
            .filter(jar -> !jar.startsWith("pytorch-native"))
            .map(jar -> DISTRIBUTION.resolve("lib").resolve(jar).toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> ours =
        Stream.of(path.split(File.pathSeparator))
            .filter(jar -> Path.of(jar).getFileName().toString().startsWith("simloss-"))
            .toList();
    assertEquals(5, ours.size(), ours.toString());
    StringWriter out = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(out),
                Stream.of(words, List.of("-cp", path), ours)
                    .flatMap(List::stream)
                    .toArray(String[]::new));
    assertEquals(0, code, out.toString());
    Set<String> unreached = jars();
    Matcher line = Pattern.compile("(?m)^(\\S+) -> (\\S+)$").matcher(out.toString());
    while (line.find()) {
      unreached.remove(line.group(1));
      unreached.remove(Path.of(line.group(2)).getFileName().toString());
    }
    unreached.removeIf(jar -> BY_NAME.matcher(jar).matches());
    assertEquals(Set.of(), unreached);
  }

  @Test
  void theBillOfMaterialsListsEachByItsHash() throws Exception {
    JsonNode bill = new ObjectMapper().readTree(DISTRIBUTION.resolve("sbom.json").toFile());
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode component : bill.path("components")) {
      assertFalse(component.path("licenses").isEmpty(), component.path("purl").asText());
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          listed.put(hash.path("content").asText(), component.path("name").asText());
        }
      }
    }
    for (String jar : jars()) {
      byte[] bytes = Files.readAllBytes(DISTRIBUTION.resolve("lib").resolve(jar));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String name = listed.remove(HexFormat.of().formatHex(hash));
      // The command line itself is what the bill is of.
      assertTrue(
          name != null ? jar.startsWith(name + "-") : jar.startsWith("simloss-cli-"),
          jar + " is listed as " + name);
    }
    assertEquals(Map.of(), listed);
  }

  /** The same sources make the same bytes: no clock, no random number, no order of a disk. */
  @Test
  void nothingInOursDependsOnWhenOrWhereItWasBuilt() throws IOException {
    Matcher time =
        Pattern.compile("<project.build.outputTimestamp>(.*)Z</project.build.outputTimestamp>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(time.find());
    for (String jar : jars()) {
      if (jar.startsWith("simloss-")) {
        try (ZipFile zip = new ZipFile(DISTRIBUTION.resolve("lib").resolve(jar).toFile())) {
          for (ZipEntry entry : zip.stream().toList()) {
            assertEquals(
                LocalDateTime.parse(time.group(1)), entry.getTimeLocal(), jar + ": " + entry);
          }
          String manifest =
              new String(
                  zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes(),
                  StandardCharsets.UTF_8);
          assertFalse(manifest.contains("Built-By"), manifest);
        }
      }
    }
    String bill = Files.readString(DISTRIBUTION.resolve("sbom.json"));
    assertFalse(bill.contains("\"serialNumber\""));
    assertFalse(bill.contains("\"timestamp\""));
    assertFalse(bill.contains(ROOT.toString()));
  }

  /**
   * Stand-ins of all that is banned, and two projects that depend on them: one under the rules of
   * the command line, one under those of every module. Offline, for nothing of it is downloaded.
   */
  @Test
  void whatWasLeftOutDoesNotComeBack() throws Exception {
    Map<String, String> bans = bans();
    StringBuilder modules = new StringBuilder();
    StringBuilder needs = new StringBuilder();
    String net = null;
    for (Map.Entry<String, String> ban : bans.entrySet()) {
      String stand =
          "<groupId>"
              + ban.getValue()
              + "</groupId><artifactId>"
              + ban.getKey()
              + "</artifactId><version>1</version>";
      write(ban.getKey(), "<project><modelVersion>4.0.0</modelVersion>" + stand + "</project>");
      modules.append("<module>").append(ban.getKey()).append("</module>");
      String need = "<dependency>" + stand + "</dependency>";
      if (ban.getKey().equals("commons-net")) {
        net = need;
      } else {
        needs.append(need);
      }
    }
    Matcher rules =
        Pattern.compile(
                "<plugin>(?:(?!<plugin>).)*maven-enforcer-plugin.*?</plugin>", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("cli/pom.xml")));
    assertTrue(rules.find());
    project("any-module", net, "");
    project("command-line", needs.toString(), rules.group());
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String changed =
        Pattern.compile("<modules>.*?</modules>", Pattern.DOTALL)
            .matcher(parent)
            .replaceFirst(
                "<modules>"
                    + modules
                    + "<module>any-module</module><module>command-line</module>"
                    + "</modules>");
    assertNotEquals(parent, changed);
    Files.writeString(folder.resolve("pom.xml"), changed);
    Files.createDirectory(folder.resolve(".mvn"));
    String said = validate();
    for (Map.Entry<String, String> ban : bans.entrySet()) {
      String banned = ban.getValue() + ":" + ban.getKey() + ":jar:1 <--- banned";
      assertTrue(said.contains(banned), banned + " is not in " + said);
    }
    assertTrue(said.contains("CVE-2021-37533"), said);
    assertTrue(said.contains("no command reaches these jars"), said);
  }

  private void project(String name, String needs, String plugin) throws IOException {
    write(
        name,
        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>io.github.simloss</groupId>"
            + "<artifactId>simloss-parent</artifactId><version>"
            + System.getProperty("simloss.version")
            + "</version></parent><artifactId>"
            + name
            + "</artifactId><dependencies>"
            + needs
            + "</dependencies><build><plugins>"
            + plugin
            + "</plugins></build></project>");
  }

  private void write(String module, String pom) throws IOException {
    Files.writeString(
        Files.createDirectory(folder.resolve(module)).resolve("pom.xml"),
        pom.replaceFirst("<project>", "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">"));
  }

  /** What Maven says that fails where it should and goes on elsewhere. */
  private String validate() throws Exception {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("simloss.maven.home"), "bin", "mvn").toString(),
                "-B",
                "-o",
                "-fae",
                "-Dspotless.check.skip",
                "-Dmaven.repo.local=" + System.getProperty("simloss.maven.repository"),
                "validate")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String text = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(1, process.exitValue(), text);
    return text;
  }
}
