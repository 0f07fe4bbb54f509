package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.dl4j.Dl4jBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build, the messages of the engines and the page on installing name the same natives. */
class PlatformsTest {
  private static final NativeArtifacts DJL =
      NativeArtifacts.beside("djl", DjlBackend.class, "natives.properties");
  private static final NativeArtifacts DL4J =
      NativeArtifacts.beside("dl4j", Dl4jBackend.class, "natives.properties");

  private static String file(String... path) throws IOException {
    return Files.readString(Path.of("..", path), StandardCharsets.UTF_8);
  }

  /** What a profile of the parent sets. */
  private static Map<String, String> profile(String platform) throws IOException {
    String pom = file("pom.xml");
    int from = pom.indexOf("<id>" + platform + "</id>");
    assertTrue(from > 0, "no profile " + platform);
    Map<String, String> properties = new TreeMap<>();
    Matcher property =
        Pattern.compile("<([a-z0-9.]+)>([^<]*)</\\1>")
            .matcher(pom.substring(from, pom.indexOf("</profile>", from)));
    while (property.find()) {
      properties.put(property.group(1), property.group(2));
    }
    return properties;
  }

  /** The row of the table of platforms that starts so. */
  private static String row(String system) throws IOException {
    return file("docs", "installing.md")
        .lines()
        .filter(line -> line.startsWith("| " + system + " |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + system));
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, Linux x86-64",
    "linux-aarch64, Linux aarch64",
    "macos-aarch64, macOS on Apple silicon",
    "macos-x86_64, macOS on Intel",
    "windows-x86_64, Windows x86-64"
  })
  void aPlatformIsTheSameEverywhere(String platform, String row) throws IOException {
    Map<String, String> profile = profile(platform);
    String pytorch = DJL.classifier("pytorch", platform);
    assertEquals(pytorch, profile.getOrDefault("pytorch.native.classifier", ""));
    String nd4j = DL4J.classifier("nd4j", platform);
    assertEquals(nd4j, profile.get("nd4j.native.classifier"));
    String openblas = DL4J.classifier("openblas", platform);
    assertEquals(openblas, profile.get("javacpp.native.classifier"));
    assertEquals(openblas, DL4J.classifier("javacpp", platform));
    assertEquals(pytorch.isEmpty(), !profile.get("natives.missing").equals("nothing"));

    String[] cells = row(row).split("\\|", -1);
    assertTrue(cells[2].contains(pytorch.isEmpty() ? "none" : "`" + pytorch + "`"), cells[2]);
    assertTrue(cells[3].contains("`" + nd4j + "`"), cells[3]);
    assertTrue(cells[4].contains("`" + openblas + "`"), cells[4]);
    String usual = DL4J.coordinates("openblas", "linux-x86_64");
    String own = DL4J.coordinates("openblas", platform);
    if (!own.equals(usual)) {
      assertTrue(cells[4].contains(own.substring(own.lastIndexOf(':') + 1)), cells[4]);
    }
  }

  @Test
  void thePageShowsWhatTheMessagesName() throws IOException {
    assumeTrue(
        DJL.coordinates("pytorch", "linux-x86_64").contains("pytorch-native-cpu"),
        "the page shows the artifacts for the CPU, not those of -Pcuda");
    String page = file("docs", "installing.md");
    for (NativeArtifacts artifacts : new NativeArtifacts[] {DJL, DL4J}) {
      for (String name : artifacts.names()) {
        String[] parts = artifacts.coordinates(name, "linux-x86_64").split(":", -1);
        String classifier = artifacts.classifier(name, "linux-x86_64");
        String maven =
            String.format(
                Locale.ROOT,
                """
                <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <classifier>%s</classifier>
                """,
                parts[0],
                parts[1],
                parts[2],
                classifier);
        assertTrue(page.contains(maven), maven);
        String gradle = String.join(":", parts) + ":" + classifier;
        assertTrue(page.contains("runtimeOnly '" + gradle), gradle);
      }
    }
  }
}
