package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No output replaces what is read, or a file that a run is made of. */
class OutputRuleTest {
  private @TempDir Path folder;
  private SmallData data;
  private Path run;

  @BeforeEach
  void train() throws IOException {
    data = SmallData.in(folder);
    run = folder.resolve("run");
    Cli.Result made =
        data.on(
            "train --backend java --hidden-size 2 --epochs 1 --batch-size 64 --samples 0 --out "
                + run);
    assertEquals(0, made.code(), made.err());
  }

  private static Map<Path, String> content(Path of) throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(of)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(path, java.util.Arrays.hashCode(Files.readAllBytes(path)) + "");
      }
    }
    return all;
  }

  private Cli.Result on(String command) {
    return Cli.run(
        command
            .replace("RUN", run.toString())
            .replace("DEV", data.dev().toString())
            .replace("VECTORS", data.vectors().toString())
            .split(" ", -1));
  }

  @Test
  void whatIsReadIsNotReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), data.dev());
    Files.writeString(folder.resolve("options.json"), "{}");
    Map<Path, String> before = content(folder);
    for (String command :
        List.of(
            "encode --backend java --model RUN DEV --out DEV",
            "encode --backend java --model RUN DEV --out " + link,
            "encode --backend java --model RUN " + link + " --out DEV",
            "encode --backend java --model RUN --vectors VECTORS DEV --out VECTORS",
            "encode --backend java --model RUN --config "
                + data.at("options.json")
                + " DEV --out "
                + data.at("options.json"),
            "report --backend java RUN --sentences DEV --out DEV")) {
      Cli.Result result = on(command);
      assertEquals(2, result.code(), command + result.err());
      assertTrue(result.err().contains("reads: give another file"), result.err());
      assertEquals(before, content(folder), command);
    }
  }

  @Test
  void whatARunIsMadeOfIsNotReplaced() throws IOException {
    Map<Path, String> before = content(folder);
    Path weights;
    try (Stream<Path> all = Files.walk(run.resolve("checkpoint"))) {
      weights = all.filter(path -> path.endsWith("weights.safetensors")).findFirst().orElseThrow();
    }
    for (String command :
        List.of(
            "encode --backend java --model RUN DEV --out RUN/model.safetensors",
            "encode --backend java --model RUN DEV --out RUN/../run/vocabulary.tsv",
            "encode --backend java --model RUN DEV --out " + weights,
            "report --backend java RUN --out RUN/history.jsonl",
            "export --format onnx --model RUN --overwrite --out RUN/config.json",
            "vectors convert VECTORS RUN/manifest.json --to vec --overwrite")) {
      Cli.Result result = on(command);
      assertEquals(2, result.code(), command + result.err());
      assertTrue(result.err().contains("is made of: give another file"), result.err());
      assertEquals(before, content(folder), command);
    }
  }

  @Test
  void whatCommandsMadeIsReplaced() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    for (String name : List.of("config.json", "manifest.json", "model.safetensors")) {
      Files.writeString(other.resolve(name), "not a run's");
    }
    for (String command :
        List.of(
            "encode --backend java --model RUN DEV --out RUN/codes.npy",
            "encode --backend java --model RUN DEV --out RUN/codes.npy",
            "encode --backend java --model RUN DEV --out " + other.resolve("model.safetensors"),
            "report --backend java RUN --out RUN/report.html",
            "vectors convert VECTORS VECTORS --to vec --overwrite")) {
      Cli.Result result = on(command);
      assertEquals(0, result.code(), command + result.err());
    }
  }
}
