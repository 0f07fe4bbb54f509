package io.github.simloss.cli.option;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.Cli;
import io.github.simloss.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Garbled files of options end in wrong usage, said in one line. */
class ConfigFuzzTest {
  private static final String SOUND =
      """
      {
        "epochs": 3, "learning-rate": 1e-3, "bigrams": true, "loss": "soft-label",
        "train": "a.txt", "dev": "b.txt", "vectors": "c.vec", "loss-option": "neighbours=5",
        "device": "cpu", "port": 0, "on-divergence": "rewind"
      }
      """;

  private @TempDir Path folder;

  @Test
  void garbledOptionsAreWrongUsage() {
    Path file = folder.resolve("c.json");
    Fuzz.runSlow(
        "options",
        SOUND.getBytes(StandardCharsets.UTF_8),
        bytes -> {
          Files.write(file, bytes);
          // A port that is none is refused before anything begins.
          Cli.Result result = Cli.run("train", "--config", file.toString(), "--port", "99999");
          if (result.code() == 0) {
            assertTrue(result.out().contains("Usage") || result.out().contains("simloss"));
            return;
          }
          String line = result.err().lines().findFirst().orElse("");
          assertTrue(result.code() == 2 && line.startsWith("simloss: "), result.err());
          assertTrue(!line.contains("unexpected"), result.err());
          result.err().lines().forEach(each -> assertTrue(Fuzz.isOneLine(each + "."), each));
          throw new SimlossException(line);
        });
  }
}
