package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.encoding.Reconstructor;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.tensor.Safetensors;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that release 0.1.0 wrote, stopped half-way, with the text it was made from: every later
 * release reads it, decodes the same words and goes on to the same losses. {@code
 * -Dsimloss.golden.write=FOLDER} writes one of this release; never over one that was released.
 */
class GoldenRunTest {
  private static final String RELEASE = "0.1.0";
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private Path golden;
  private Path run;

  @BeforeEach
  void copy() throws IOException, URISyntaxException {
    if (System.getProperty("simloss.golden.write") == null) {
      golden = Path.of(GoldenRunTest.class.getResource("golden-" + RELEASE).toURI());
      run = folder.resolve("run");
      new RunCopy(golden.resolve("run")).restore(run);
    }
  }

  private List<String> decoded(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TrainedModel model = TrainedModel.open(root, engine)) {
      for (Reconstruction pair :
          Reconstructor.greedy(model.model(), model.codec())
              .reconstruct(Files.readAllLines(root.resolveSibling("dev.txt")))) {
        lines.add(pair.input() + "\t" + pair.output());
      }
    }
    return lines;
  }

  @Test
  void itIsSound() {
    for (RunVerifier.Finding finding : RunVerifier.verify(run)) {
      assertTrue(finding.ok(), finding.toString());
    }
  }

  @Test
  void itDecodesTheSameWords() throws IOException {
    assertEquals(Files.readAllLines(golden.resolve("decoded.tsv")), decoded(golden.resolve("run")));
  }

  @Test
  void itGoesOnToTheSameLosses() throws IOException {
    // The data lay in a folder of its own then.
    ObjectNode config = (ObjectNode) Json.read(run.resolve("config.json"), JsonNode.class);
    for (String name : List.of("train", "dev")) {
      ((ObjectNode) config.at("/provenance/" + name))
          .put("path", golden.resolve(name + ".txt").toString());
    }
    Files.writeString(run.resolve("config.json"), Json.toPretty(config));
    Files.delete(run.resolve("manifest.json"));
    TrainingJob job = TrainingJob.resume(run, engine, notice -> assertEquals("none", notice));
    assertEquals(60, job.state().step());
    job.train(engine, List.of(), () -> false);
    List<HistoryEntry> expected = History.read(golden.resolve("end.jsonl")).entries();
    List<HistoryEntry> got = History.read(run.resolve("history.jsonl")).entries();
    assertEquals(expected.size(), got.size());
    for (int i = 0; i < got.size(); i++) {
      assertEquals(expected.get(i).step(), got.get(i).step());
      // Math.exp and its like may differ by a digit from Java to Java.
      assertEquals(expected.get(i).trainLoss(), got.get(i).trainLoss(), 1e-5);
      assertEquals(expected.get(i).devLoss(), got.get(i).devLoss(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "manifest.json",
        "vocabulary.tsv",
        "model.safetensors",
        "history.jsonl",
        "checkpoint/step-000000000060/state.json",
        "checkpoint/step-000000000060/manifest.json",
        "checkpoint/step-000000000060/weights.safetensors",
        "checkpoint/step-000000000060/optimizer.safetensors"
      })
  void aLaterFormatIsRefusedWithTheReleaseNeeded(String name) throws IOException {
    Path file = run.resolve(name);
    String release = "9.8.7";
    if (name.endsWith(".safetensors")) {
      Safetensors.Contents contents = Safetensors.read(file);
      Map<String, String> metadata = new TreeMap<>(contents.metadata());
      metadata.put("format", metadata.get("format").replace("-1", "-2"));
      metadata.put("release", release);
      Safetensors.write(file, contents.tensors(), metadata);
    } else if (name.endsWith(".tsv")) {
      Files.writeString(file, Files.readString(file).replace("vocabulary\t1\n", "vocabulary\t2\n"));
    } else {
      int later = name.equals("config.json") ? RunConfig.FORMAT + 1 : 2;
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst("\"format\"( ?: ?)1", "\"format\"$1" + later)
              .replaceFirst(
                  "\"(version|release)\"( ?: ?)\"[^\"]*\"", "\"$1\"$2\"" + release + "\""));
    }
    if (!name.contains("manifest")) {
      Files.delete(run.resolve("manifest.json"));
      if (name.startsWith("checkpoint")) {
        Manifest.write(
            file.getParent(),
            List.of("weights.safetensors", "optimizer.safetensors", "state.json", "history.jsonl"));
      }
    }
    List<String> wrong =
        RunVerifier.verify(run).stream()
            .filter(finding -> !finding.ok())
            .map(RunVerifier.Finding::message)
            .toList();
    assertTrue(
        wrong.stream()
            .anyMatch(
                line ->
                    Fuzz.isOneLine(line)
                        && line.contains(name)
                        && (line.contains("use release " + release)
                            || (line.contains("config.json") && line.contains("names")))),
        wrong.toString());
  }

  @Test
  void aConfigOfALaterReleaseIsRefusedWhateverElseItHolds() throws IOException {
    Files.writeString(
        run.resolve("config.json"), "{\"format\": 7, \"version\": \"3.0.0\", \"new\": [1]}");
    SimlossException e = assertThrows(SimlossException.class, () -> TrainedModel.open(run, engine));
    assertTrue(e.getMessage().contains("use release 3.0.0 or newer"), e.getMessage());
  }

  @Test
  void writeOne() throws IOException {
    String out = System.getProperty("simloss.golden.write");
    assumeTrue(out != null, "writes a golden run only where simloss.golden.write says");
    Path root = Files.createDirectories(Path.of(out));
    TinyData data = new TinyData(root, 32, 6);
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(20).withBatchSize(8).withLearningRate(0.05))
            .withEvaluation(e -> e.withEvery(20).withSamples(0))
            .withCheckpoints(c -> c.withKeep(1))
            .withSeed(11);
    for (String name : List.of("whole", "run")) {
      int[] asked = {0};
      TrainingJob.prepare(
              data.request(root.resolve(name), 4, "soft-label", settings),
              TinyData::vectors,
              engine)
          .train(engine, List.of(), () -> name.equals("run") && ++asked[0] == 60);
    }
    Path written = root.resolve("run");
    ObjectNode config = (ObjectNode) Json.read(written.resolve("config.json"), JsonNode.class);
    config.put("version", RELEASE);
    ObjectNode provenance = (ObjectNode) config.get("provenance");
    provenance.put("java", "Java 17").put("os", "any");
    for (String name : List.of("train", "dev", "vectors")) {
      // No path of the machine it was made on.
      ((ObjectNode) provenance.get(name)).put("path", name + ".txt");
    }
    Json.write(written.resolve("config.json"), config);
    Manifest.write(written, List.of("config.json", "vocabulary.tsv"));
    Files.write(root.resolve("decoded.tsv"), decoded(written));
    Files.copy(root.resolve("whole/history.jsonl"), root.resolve("end.jsonl"));
    assertTrue(RunVerifier.verify(written).stream().allMatch(RunVerifier.Finding::ok));
  }
}
