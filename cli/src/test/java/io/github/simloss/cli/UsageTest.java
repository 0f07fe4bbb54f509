package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private @TempDir Path folder;

  private static void assertUsage(String expected, String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(expected), result.err());
    assertEquals("", result.out());
  }

  private static void assertFails(String expected, String... args) {
    Cli.Result result = Cli.run(args);
    assertEquals(1, result.code(), result.err());
    List<String> lines = result.err().lines().toList();
    assertEquals(1, lines.size(), result.err());
    assertTrue(lines.get(0).startsWith("simloss: "), lines.get(0));
    assertTrue(lines.get(0).contains(expected), lines.get(0));
    assertEquals("", result.out());
  }

  @Test
  void helpNamesTheCommands() {
    Cli.Result result = Cli.run("--help");
    assertEquals(0, result.code());
    for (String command :
        List.of(
            "train",
            "compare",
            "reconstruct",
            "encode",
            "neighbours",
            "evaluate",
            "search",
            "report",
            "export",
            "backends",
            "selftest",
            "verify")) {
      assertTrue(result.out().contains("  " + command), command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "compare",
        "reconstruct",
        "encode",
        "neighbours",
        "evaluate",
        "search",
        "report",
        "export",
        "backends",
        "selftest",
        "verify"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Cli.Result result = Cli.run(command, "--help");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("Example"), result.out());
    assertTrue(result.out().contains("simloss " + command), result.out());
    assertEquals("", result.err());
  }

  @Test
  void helpNamesEveryLossThereIs() {
    String help = Cli.run("train", "--help").out().replaceAll("\\s+", " ");
    String names =
        Losses.discover().all().stream().map(LossFactory::name).collect(Collectors.joining(", "));
    assertTrue(help.contains("One of " + names + ". Default: soft-label."), help);
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertUsage("Did you mean: simloss train", "trian");
    assertUsage("a command is missing");
    assertUsage("Unknown options: '--los'", "train", "--los", "ce");
    assertUsage("Missing required option: '--model", "reconstruct");
    // Misspelled, it is the word that is named, not the option that it was to be.
    assertUsage("Unknown option: '--modle'", "reconstruct", "--modle", "run");
    assertUsage("Unknown option: '--jsn'", "verify", "--jsn");
    assertUsage("'many' is no whole number", "train", "--epochs", "many");
    assertUsage("--dev is missing", "train", "--train", "x", "--vectors", "x");
    assertUsage("--out does not apply with --resume", "train", "--resume", "x", "--out", "y");
    assertUsage("there is djl, dl4j, java on the class path", "train", "--backend", "tensorflow");
    assertUsage("use cpu, gpu or gpu:N", "train", "--device", "tpu");
    assertUsage("--threads is 0", "train", "--threads", "0");
    assertUsage("--port is 99999", "train", "--port", "99999");
    assertUsage(
        "expected one of [stop, rewind] but was 'explode'", "train", "--on-divergence", "explode");
    assertUsage("--rewinds needs --on-divergence rewind", "train", "--rewinds", "2");
    assertUsage("--rewinds is 0", "train", "--on-divergence", "rewind", "--rewinds", "0");
    assertUsage("Missing required parameter: 'RUN'", "verify");
    assertUsage("--beam and --sample", "reconstruct", "--model", "x", "--beam", "2", "--sample");
    assertUsage(
        "--temperature is 0.0; it must be above 0",
        "reconstruct",
        "--model",
        "x",
        "--sample",
        "--temperature",
        "0");
    assertUsage("needs --out", "encode", "--model", "x", "--format", "npy");
    assertUsage("--neighbours is 0", "neighbours", "--model", "x", "--neighbours", "0", "w");
  }

  @Test
  void missingFilesAreNamed() {
    String missing = folder.resolve("none.txt").toString();
    assertFails(missing, "train", "--train", missing, "--dev", missing, "--vectors", missing);
    assertFails("no config.json", "reconstruct", "--model", folder.toString());
    assertFails("no config.json", "neighbours", "--model", folder.toString(), "word");
    assertFails("is no folder", "verify", missing);
    assertFails(missing, "neighbours", "--vectors", missing, "word");
  }

  @Test
  void configHoldsOptionsAndFlagsWin() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{\"threads\": 0}");
    assertUsage("--threads is 0", "train", "--config", file.toString());
    assertUsage("--threads is -3", "train", "--config=" + file, "--threads", "-3");
    Files.writeString(file, "{\"bigrams\": true, \"backend\": \"none\", \"learning-rate\": 0.5}");
    assertUsage("no engine 'none'", "train", "--config", file.toString());
  }

  @Test
  void configErrorsNameFileAndField() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{\"learning_rate\": 1}");
    assertUsage("'learning_rate' is no option of train", "train", "--config", file.toString());
    Files.writeString(file, "{\"epochs\": [1]}");
    assertUsage("the value of 'epochs'", "train", "--config", file.toString());
    Files.writeString(file, "[1]");
    assertUsage("one JSON object", "train", "--config", file.toString());
    Files.writeString(file, "{\"epochs\": 1,\n  oops}");
    assertUsage("c.json", "train", "--config", file.toString());
    assertUsage("nowhere.json", "train", "--config", folder.resolve("nowhere.json").toString());
  }
}
