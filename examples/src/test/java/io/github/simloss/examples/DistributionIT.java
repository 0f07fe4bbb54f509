package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the distribution of the command line holds. */
class DistributionIT {
  private static final Path HOME = Path.of("..", "cli", "target", "simloss");

  @BeforeEach
  void requireIt() {
    assumeTrue(Files.isDirectory(HOME), "the module cli was not packaged");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everythingIsThere() throws Exception {
    for (String file :
        List.of(
            "bin/simloss",
            "bin/simloss.cmd",
            "completion/simloss.bash",
            "completion/simloss.zsh",
            "man/man1/simloss.1",
            "man/man1/simloss-train.1")) {
      assertTrue(Files.size(HOME.resolve(file)) > 0, file);
    }
    for (String file : List.of("LICENSE", "NOTICE")) {
      assertEquals(Files.readString(Path.of("..", file)), Files.readString(HOME.resolve(file)));
    }
    String page = Files.readString(HOME.resolve("man/man1/simloss.1"));
    assertTrue(page.contains("\"simloss " + System.getProperty("simloss.version") + "\""), page);
  }

  /** Each jar by its hash, each with a licence, and nothing that is not there. */
  @Test
  void theBillOfMaterialsIsThatOfTheLibraries() throws Exception {
    Path bill = HOME.resolve("sbom.json");
    assumeTrue(Files.exists(bill), "an offline build makes none");
    Map<String, String> listed = new TreeMap<>();
    JsonNode root = Json.read(bill, JsonNode.class);
    for (JsonNode component : root.path("components")) {
      String name = component.path("name").asText() + "-" + component.path("version").asText();
      assertFalse(component.path("licenses").isEmpty(), name + " has no licence");
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          listed.put(hash.path("content").asText(), name);
        }
      }
    }
    Map<String, String> there = new TreeMap<>();
    for (Path jar : files("lib")) {
      // What the bill is of.
      if (!jar.getFileName().toString().startsWith("simloss-cli-")) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        there.put(HexFormat.of().formatHex(hash), jar.getFileName().toString());
      }
    }
    assertEquals(there.keySet(), listed.keySet(), there + " " + listed);
    assertEquals("simloss-cli", root.at("/metadata/component/name").asText());
    assertTrue(root.path("serialNumber").isMissingNode(), "each build would be another one");
  }
}
