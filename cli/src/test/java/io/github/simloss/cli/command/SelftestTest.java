package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code selftest} with golden files of one's own. */
class SelftestTest {
  private @TempDir Path folder;

  @Test
  void aFolderMayHoldTheFamilyAlone() throws IOException {
    try (InputStream in = Cli.class.getResourceAsStream("/io/github/simloss/golden/family.json")) {
      Files.copy(in, folder.resolve("family.json"));
    }
    Cli.Result result =
        Cli.run("selftest", "--golden", folder.toString(), "--backend", "java", "--json");
    assertEquals(0, result.code(), result.err());
    int ofTheFamily = 0;
    for (String line : result.lines()) {
      JsonNode check = Json.parse(line, "line", JsonNode.class);
      assertTrue(check.get("difference").asDouble() <= check.get("tolerance").asDouble(), line);
      ofTheFamily += check.get("name").asText().contains("bag") ? 1 : 0;
    }
    assertTrue(ofTheFamily > 10, ofTheFamily + " of " + result.lines().size());
  }

  @Test
  void aFolderWithoutAnyIsAnsweredWithTheNames() {
    Cli.Result result = Cli.run("selftest", "--golden", folder.toString(), "--backend", "java");
    assertEquals(1, result.code(), result.err());
    // Help is wrapped at any sign.
    String help = Cli.run("selftest", "--help").out().replaceAll("\\s+", "");
    for (String name : new String[] {"losses.json", "autoencoder.json", "family.json"}) {
      assertTrue(result.err().contains(name), result.err());
      assertTrue(help.contains(name), name);
    }
  }
}
