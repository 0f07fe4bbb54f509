package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.Manifest;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs made by somebody who means harm, or by chance. */
class HostileRunTest {
  private static final String STEP = "checkpoint/step-000000000003";

  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private Path run;
  private RunCopy sound;

  @BeforeEach
  void train() throws IOException {
    TinyData data = new TinyData(folder, 16, 4);
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(2).withBatchSize(8).withLearningRate(0.02))
            .withEvaluation(e -> e.withSamples(0))
            .withCheckpoints(c -> c.withEvery(1).withKeep(1))
            .withSeed(11);
    int[] asked = {0};
    run = folder.resolve("run");
    TrainingJob.prepare(data.request(run, 3, "soft-label", settings), TinyData::vectors, engine)
        .train(engine, List.of(), () -> ++asked[0] == 3);
    sound = new RunCopy(run);
  }

  private void resume(Path root) {
    TrainingJob.resume(root, engine, notice -> assertTrue(Fuzz.isOneLine(notice)));
  }

  private void assertRefused(String expected) {
    SimlossException e = assertThrows(SimlossException.class, () -> resume(run));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(Fuzz.isOneLine(e.getMessage()), e.getMessage());
  }

  /** Every hash is made to fit, so that what is behind it is reached. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "vocabulary.tsv",
        "manifest.json",
        "model.safetensors",
        "history.jsonl",
        STEP + "/state.json",
        STEP + "/history.jsonl",
        STEP + "/weights.safetensors",
        STEP + "/optimizer.safetensors",
        STEP + "/manifest.json"
      })
  void aGarbledFileIsRefusedOrRead(String name) throws IOException {
    Path copy = sound.layOut();
    Path file = copy.resolve(name);
    Fuzz.run(
        "run " + name,
        sound.files().get(name),
        bytes -> {
          sound.restore(copy);
          Files.write(file, bytes);
          if (name.equals("config.json") || name.equals("vocabulary.tsv")) {
            Files.delete(copy.resolve(Manifest.NAME));
          } else if (name.startsWith(STEP) && !name.endsWith(Manifest.NAME)) {
            Manifest.write(
                copy.resolve(STEP),
                List.of(
                    "weights.safetensors", "optimizer.safetensors", "state.json", "history.jsonl"));
          }
          for (RunVerifier.Finding finding : RunVerifier.verify(copy)) {
            assertTrue(
                finding.message().isEmpty() || Fuzz.isOneLine(finding.message()),
                finding.toString());
          }
          resume(copy);
          TrainedModel.open(copy, engine).close();
        });
  }

  private void edit(java.util.function.Consumer<ObjectNode> change) throws IOException {
    ObjectNode tree = (ObjectNode) Json.read(run.resolve("config.json"), JsonNode.class);
    change.accept(tree);
    Files.writeString(run.resolve("config.json"), Json.toPretty(tree));
    Files.deleteIfExists(run.resolve(Manifest.NAME));
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/zero, no longer there",
    "/dev/stdin, no longer there",
    "/, no longer there",
    "../../../../etc/hostname, which is no longer there|hash differs",
    "'a\u0000b', cannot be a path"
  })
  void configNamesNoFileButTheOneItWasMadeFrom(String path, String expected) throws IOException {
    edit(tree -> ((ObjectNode) tree.at("/provenance/train")).put("path", path));
    SimlossException e = assertThrows(SimlossException.class, () -> resume(run));
    assertTrue(
        List.of(expected.split("\\|", -1)).stream().anyMatch(e.getMessage()::contains),
        e.getMessage());
    assertTrue(Fuzz.isOneLine(e.getMessage()), e.getMessage());
  }

  @Test
  void sizesThatNobodyBacksAreRefused() throws IOException {
    edit(tree -> ((ObjectNode) tree.at("/spec/embedding")).put("maxLength", Integer.MAX_VALUE));
    assertRefused("maxLength is 2147483647");
    edit(tree -> ((ObjectNode) tree.at("/spec/embedding")).put("maxLength", 1));
    assertRefused("maxLength is 1;");
    edit(tree -> ((ObjectNode) tree.at("/spec/embedding")).put("maxLength", 8));
    edit(tree -> ((ObjectNode) tree.at("/spec/encoder")).put("hiddenSize", 2_000_000_000));
    assertRefused(" to train, and this machine has ");
    edit(tree -> ((ObjectNode) tree.at("/spec/encoder")).put("hiddenSize", 3));
    edit(tree -> ((ObjectNode) tree.get("training")).put("batchSize", Integer.MAX_VALUE));
    resume(run);
    edit(tree -> ((ObjectNode) tree.get("loss")).put("neighbours", Integer.MAX_VALUE));
    assertRefused("option 'neighbours' of loss 'soft-label' is 2147483647");
  }

  @Test
  void deepAndLongFilesAreRefused() throws IOException {
    Path config = run.resolve("config.json");
    Files.writeString(config, "[".repeat(1_000_000));
    assertRefused("config.json");
    Files.writeString(config, "{\"format\":".repeat(100_000));
    assertRefused("config.json");
    sound.restore(run);
    Files.delete(run.resolve(Manifest.NAME));
    Path vocabulary = run.resolve("vocabulary.tsv");
    Files.writeString(vocabulary, "simloss-vocabulary\t1\n" + "x".repeat(3 << 20) + "\t1\n");
    assertRefused("vocabulary.tsv");
    Files.writeString(vocabulary, "simloss-vocabulary\t1\n" + "\t1\n".repeat(100_000));
    assertRefused("vocabulary.tsv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "vocabulary.tsv",
        "manifest.json",
        "model.safetensors",
        "history.jsonl",
        "checkpoint",
        STEP,
        STEP + "/state.json"
      })
  @DisabledOnOs(OS.WINDOWS)
  void aLinkOutOfTheRunIsNeitherReadNorWritten(String name) throws IOException {
    Path outside = folder.resolve("outside");
    Files.move(run.resolve(name), outside);
    Files.createSymbolicLink(run.resolve(name), outside);
    RunCopy before = Files.isDirectory(outside) ? new RunCopy(outside) : null;
    SimlossException e = assertThrows(SimlossException.class, () -> resume(run));
    assertTrue(
        e.getMessage().contains("link out of the run")
            || e.getMessage().contains("no whole checkpoint"),
        e.getMessage());
    assertTrue(
        RunVerifier.verify(run).stream()
            .anyMatch(f -> !f.ok() && f.message().contains("is a link out of the run's folder")));
    if (before == null) {
      assertTrue(java.util.Arrays.equals(sound.files().get(name), Files.readAllBytes(outside)));
    } else {
      assertEquals(before.files().keySet(), new RunCopy(outside).files().keySet());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeDoesNotHang() throws IOException, InterruptedException {
    for (String name : List.of("model.safetensors", "history.jsonl", "vocabulary.tsv")) {
      Files.delete(run.resolve(name));
      Process made = new ProcessBuilder("mkfifo", run.resolve(name).toString()).start();
      assertEquals(0, made.waitFor());
      assertRefused("is no plain file");
      assertTrue(RunVerifier.verify(run).stream().anyMatch(finding -> !finding.ok()));
      Files.delete(run.resolve(name));
      sound.restore(run);
    }
  }

  @Test
  void zipsAndOtherThingsInAFolderAreNotTouched() throws IOException {
    Path other = Files.writeString(run.resolve("model.zip"), "PK", StandardCharsets.UTF_8);
    resume(run);
    assertEquals("PK", Files.readString(other));
  }
}
