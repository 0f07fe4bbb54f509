package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The POMs that are published, as the jars have them, say all by themselves and ask for no natives.
 */
class PublishedPomsIT {
  private static final String SPARK = "simloss-spark";

  private static String text(String artifact) throws Exception {
    try (JarFile file = new JarFile(jar(artifact).toFile())) {
      return text(file, "META-INF/maven/io.github.simloss/" + artifact + "/pom.xml");
    }
  }

  private static String text(JarFile file, String entry) throws IOException {
    try (InputStream stream = file.getInputStream(file.getEntry(entry))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path jar(String artifact) {
    if (artifact.equals(SPARK)) {
      // It has all of ours inside, so it is on no class path with them.
      Path jar =
          Path.of(
              "..",
              "spark",
              "target",
              SPARK + "-" + System.getProperty("simloss.version") + ".jar");
      assumeTrue(Files.exists(jar), "the module spark was not packaged: " + jar);
      return jar;
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains(artifact + "-") && entry.endsWith(".jar"))
        .filter(entry -> !entry.endsWith("-tests.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static Element pom(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }

  /** What stands at a path of names, or nothing. */
  private static String at(Element element, String... path) {
    Element at = element;
    for (String name : path) {
      List<Element> next = children(at, name);
      if (next.isEmpty()) {
        return "";
      }
      at = next.get(0);
    }
    return at.getTextContent().strip();
  }

  private static List<Element> dependencies(Element pom) {
    return children(pom, "dependencies").stream()
        .flatMap(all -> children(all, "dependency").stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simloss-core",
        "simloss-embeddings",
        "simloss-backend-djl",
        "simloss-backend-dl4j",
        SPARK
      })
  void standsAlone(String artifact) throws Exception {
    String text = text(artifact);
    assertFalse(text.contains("${"), text);
    Element pom = pom(text);
    for (String absent :
        List.of(
            "parent",
            "properties",
            "dependencyManagement",
            "build",
            "profiles",
            "repositories",
            "modules")) {
      assertEquals(List.of(), children(pom, absent), absent + " in " + text);
    }
    assertEquals("io.github.simloss", at(pom, "groupId"));
    assertEquals(artifact, at(pom, "artifactId"));
    assertEquals(System.getProperty("simloss.version"), at(pom, "version"));
    for (String[] wanted :
        new String[][] {
          {"name"},
          {"description"},
          {"url"},
          {"organization", "name"},
          {"licenses", "license", "name"},
          {"licenses", "license", "url"},
          {"developers", "developer", "name"},
          {"scm", "connection"},
          {"scm", "developerConnection"},
          {"scm", "url"}
        }) {
      assertFalse(at(pom, wanted).isEmpty(), Arrays.toString(wanted) + " in " + text);
    }
    for (Element dependency : dependencies(pom)) {
      String what = at(dependency, "groupId") + ":" + at(dependency, "artifactId");
      assertFalse(at(dependency, "version").isEmpty(), what);
      assertEquals("", at(dependency, "classifier"), what);
      assertTrue(Set.of("compile", "runtime").contains(at(dependency, "scope")), what);
      assertFalse(what.contains("pytorch-native"), what);
      // The choice of a logging, and of its version, is the user's.
      assertFalse(what.startsWith("org.slf4j:"), what);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simloss-core",
        "simloss-embeddings",
        "simloss-backend-djl",
        "simloss-backend-dl4j",
        SPARK
      })
  void everyJarHasItsLicense(String artifact) throws Exception {
    Path jar = jar(artifact);
    List<Path> jars = new ArrayList<>(List.of(jar));
    String stem = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    for (String other : List.of("-sources", "-tests", "-javadoc")) {
      jars.add(jar.resolveSibling(stem + other + ".jar"));
    }
    int seen = 0;
    for (Path file : jars.stream().filter(Files::exists).toList()) {
      try (JarFile open = new JarFile(file.toFile())) {
        assertEquals(Files.readString(Path.of("..", "LICENSE")), text(open, "META-INF/LICENSE"));
        String notice = text(open, "META-INF/NOTICE");
        assertTrue(notice.contains("Copyright 2026 The simloss authors"), file + ": " + notice);
        assertEquals(
            1,
            open.stream()
                .filter(entry -> entry.getName().matches("META-INF/NOTICE(\\..*)?"))
                .count());
      }
      seen++;
    }
    assertTrue(seen >= 2, "the jar and its sources: " + jars);
  }

  /** What the jar for Spark has inside, its NOTICE names. */
  @Test
  void theJarForSparkNamesWhatIsInside() throws Exception {
    try (JarFile file = new JarFile(jar(SPARK).toFile())) {
      String notice = text(file, "META-INF/NOTICE");
      assertTrue(notice.contains("Jackson"), notice);
    }
  }

  @Test
  void coreNeedsJacksonAndAnnotationsAlone() throws Exception {
    Set<String> names = new TreeSet<>();
    for (Element dependency : dependencies(pom(text("simloss-core")))) {
      names.add(at(dependency, "artifactId"));
    }
    assertEquals(Set.of("jackson-databind", "jspecify"), names);
  }

  /** ND4J's own POMs ask for what only Maven can find out; none of that is followed. */
  @Test
  void nothingOfNd4jsNativePomIsFollowed() throws Exception {
    int count = 0;
    for (Element dependency : dependencies(pom(text("simloss-backend-dl4j")))) {
      if (at(dependency, "artifactId").startsWith("nd4j-native")) {
        count++;
        assertTrue(
            children(children(dependency, "exclusions").get(0), "exclusion").stream()
                .anyMatch(
                    one -> at(one, "groupId").equals("*") && at(one, "artifactId").equals("*")),
            at(dependency, "artifactId"));
      }
    }
    assertEquals(2, count);
  }
}
