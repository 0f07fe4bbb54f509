package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.TrainedModel;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.data.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingJobTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder);
  }

  private TrainingJob prepare(String out, String loss, TrainingSettings settings) {
    return TrainingJob.prepare(data.request(out, loss, settings), TinyData::vectors, engine);
  }

  private TrainingOutcome train(TrainingJob job, BooleanSupplier stop) {
    return job.train(engine, List.of(), stop);
  }

  /** Says stop at the k-th time it is asked. */
  private static BooleanSupplier after(int steps) {
    int[] asked = {0};
    return () -> ++asked[0] == steps;
  }

  private static List<String> losses(Path run) {
    List<String> lines = new ArrayList<>();
    for (HistoryEntry e : History.read(run.resolve("history.jsonl")).entries()) {
      lines.add(
          e.step() + " " + e.epoch() + " " + e.trainLoss() + " " + e.devLoss() + " " + e.best());
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce", "weighted-ce", "weighted-sim", "soft-label"})
  void everyLossFallsAndTheBestModelIsKept(String loss) {
    TrainingOutcome outcome = train(prepare("run", loss, TinyData.settings(6, 0.02)), () -> false);
    List<HistoryEntry> entries = History.read(folder.resolve("run/history.jsonl")).entries();
    assertEquals(TrainingOutcome.Reason.COMPLETED, outcome.reason());
    assertEquals(6, entries.size());
    assertTrue(entries.get(5).devLoss() < entries.get(0).devLoss(), entries.toString());
    double best = entries.stream().mapToDouble(HistoryEntry::devLoss).min().getAsDouble();
    assertEquals(best, outcome.state().bestDevLoss());
    try (TrainedModel model = TrainedModel.open(folder.resolve("run"), engine);
        TrainableModel copy =
            engine.trainable(
                model.config().spec(),
                model.model().weights(),
                ReconstructionLoss.crossEntropy(model.config().spec().vocabularySize()),
                AdamSettings.DEFAULT)) {
      Trainer evaluator =
          new Trainer(
              copy,
              model.codec(),
              List.of("x"),
              Corpus.read(data.dev, model.codec().tokenizer()).sentences(),
              model.config().training(),
              List.of());
      if (loss.equals("ce")) {
        assertEquals(best, evaluator.devLoss(), 1e-6);
      }
    }
  }

  @Test
  void theLearningRateFallsInALine() {
    TrainingSettings settings =
        TinyData.settings(4, 0.02)
            .withOptimization(o -> o.withSchedule(LearningRateSchedule.LINEAR));
    long steps = train(prepare("run", "ce", settings), () -> false).state().step();
    List<HistoryEntry> entries = History.read(folder.resolve("run/history.jsonl")).entries();
    for (HistoryEntry entry : entries) {
      // The k-th step is taken at the rate for k - 1 steps done.
      assertEquals(
          0.02 * (steps - entry.step() + 1) / steps, entry.learningRate(), 1e-12, entry.toString());
    }
    assertEquals(4, entries.size());
  }

  @Test
  void theSameSeedGivesTheSameDigits() throws IOException {
    train(prepare("a", "soft-label", TinyData.settings(2, 0.01)), () -> false);
    train(prepare("b", "soft-label", TinyData.settings(2, 0.01)), () -> false);
    assertEquals(losses(folder.resolve("a")), losses(folder.resolve("b")));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/model.safetensors")),
        Files.readAllBytes(folder.resolve("b/model.safetensors")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 20, 23})
  void aStoppedRunGoesOnExactly(int stopAfter) throws IOException {
    TrainingSettings settings =
        TinyData.settings(3, 0.02)
            .withOptimization(
                o ->
                    o.withSchedule(
                        stopAfter % 2 == 0
                            ? LearningRateSchedule.CONSTANT
                            : LearningRateSchedule.LINEAR));
    train(prepare("whole", "soft-label", settings), () -> false);

    TrainingOutcome stopped = train(prepare("parts", "soft-label", settings), after(stopAfter));
    assertEquals(TrainingOutcome.Reason.INTERRUPTED, stopped.reason());
    assertEquals(stopAfter, stopped.state().step());
    Path parts = folder.resolve("parts");
    TrainingJob resumed = TrainingJob.resume(parts, engine, notice -> assertEquals("none", notice));
    assertEquals(TrainingOutcome.Reason.COMPLETED, train(resumed, () -> false).reason());

    Path whole = folder.resolve("whole");
    assertEquals(losses(whole), losses(parts));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")),
        Files.readAllBytes(parts.resolve("model.safetensors")));
    for (String file : List.of("weights.safetensors", "optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve("checkpoint/step-000000000024").resolve(file)),
          Files.readAllBytes(parts.resolve("checkpoint/step-000000000024").resolve(file)),
          file);
    }
  }

  @Test
  void aRunKilledBetweenCheckpointsRepeatsTheStepsSince() throws IOException {
    TrainingSettings settings = TinyData.settings(3, 0.02);
    train(prepare("whole", "ce", settings), () -> false);
    // Checkpoints come every third step and at each evaluation; this dies at the eleventh.
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void stepped(StepProgress progress) {
            if (progress.step() == 11) {
              throw new IllegalStateException("killed");
            }
          }
        };
    TrainingJob job = prepare("parts", "ce", settings);
    assertThrows(
        IllegalStateException.class, () -> job.train(engine, List.of(killer), () -> false));
    Path parts = folder.resolve("parts");
    TrainingJob resumed = TrainingJob.resume(parts, engine, notice -> {});
    assertEquals(9, resumed.state().step());
    train(resumed, () -> false);
    assertEquals(losses(folder.resolve("whole")), losses(parts));
  }

  @Test
  void aDamagedCheckpointIsPassedOverWithANotice() throws IOException {
    train(prepare("run", "ce", TinyData.settings(3, 0.02)), after(10));
    Path run = folder.resolve("run");
    Path newest = run.resolve("checkpoint/step-000000000010/weights.safetensors");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 4;
    Files.write(newest, bytes);
    List<String> notices = new ArrayList<>();
    TrainingJob resumed = TrainingJob.resume(run, engine, notices::add);
    assertEquals(9, resumed.state().step());
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("step-000000000010"), notices.get(0));
  }

  @Test
  void filesOfAnotherCheckpointAreNoticed() throws IOException {
    train(prepare("run", "ce", TinyData.settings(3, 0.02)), after(10));
    Path run = folder.resolve("run");
    Path older = run.resolve("checkpoint/step-000000000009");
    Path newest = run.resolve("checkpoint/step-000000000010");
    try (var files = Files.list(older)) {
      for (Path file : files.toList()) {
        Files.copy(file, newest.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    List<String> notices = new ArrayList<>();
    assertEquals(9, TrainingJob.resume(run, engine, notices::add).state().step());
    assertTrue(notices.get(0).contains("holds the checkpoint of step 9"), notices.toString());
    assertTrue(RunVerifier.verify(run).stream().anyMatch(finding -> !finding.ok()));
  }

  @Test
  void onlySoManyCheckpointsStay() throws IOException {
    train(prepare("run", "ce", TinyData.settings(2, 0.02)), () -> false);
    try (var children = Files.list(folder.resolve("run/checkpoint"))) {
      assertEquals(
          List.of("step-000000000015", "step-000000000016"),
          children.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void patienceStopsEarly() {
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(50).withBatchSize(8).withLearningRate(1e-12))
            .withEvaluation(e -> e.withPatience(2).withSamples(0));
    // A step this small changes no float: no evaluation after the first is better.
    TrainingOutcome outcome = train(prepare("run", "ce", settings), () -> false);
    assertEquals(TrainingOutcome.Reason.EARLY_STOPPED, outcome.reason());
    assertTrue(outcome.state().epoch() < 10, outcome.toString());
    TrainingJob again = TrainingJob.resume(folder.resolve("run"), engine, notice -> {});
    assertEquals(TrainingOutcome.Reason.EARLY_STOPPED, train(again, () -> false).reason());
  }

  @Test
  void divergenceStopsTheRunAndKeepsTheLastCheckpoint() {
    DivergenceException e =
        assertThrows(
            DivergenceException.class,
            () -> train(prepare("run", "ce", TinyData.settings(3, 1e38)), () -> false));
    assertTrue(e.getMessage().contains("its batch begins with \"the "), e.getMessage());
    assertTrue(e.getMessage().contains("tensor 'projection.weight' holds"), e.getMessage());
    TrainingJob resumed = TrainingJob.resume(folder.resolve("run"), engine, notice -> {});
    assertTrue(resumed.state().step() < e.step());
  }

  @Test
  void aRunIsNotReplacedUnlessAsked() {
    train(prepare("run", "ce", TinyData.settings(1, 0.01)), () -> false);
    SimlossException e =
        assertThrows(
            SimlossException.class, () -> prepare("run", "ce", TinyData.settings(1, 0.01)));
    assertTrue(e.getMessage().contains("--overwrite"), e.getMessage());
    assertTrue(Files.exists(folder.resolve("run/model.safetensors")));
  }

  @Test
  void aWrongLossLeavesNothingBehind() {
    SimlossException e =
        assertThrows(
            SimlossException.class, () -> prepare("run", "hinge", TinyData.settings(1, 0.01)));
    assertTrue(e.getMessage().contains("'hinge': use one of ce, "), e.getMessage());
    assertTrue(e.getMessage().contains("weighted-ce, weighted-sim"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void changedDataIsNoticedOnResume() throws IOException {
    train(prepare("run", "ce", TinyData.settings(3, 0.02)), after(5));
    Files.writeString(data.train, "something else entirely\n");
    SimlossException e =
        assertThrows(
            SimlossException.class,
            () -> TrainingJob.resume(folder.resolve("run"), engine, n -> {}));
    assertTrue(e.getMessage().contains("train.txt is not the file"), e.getMessage());
  }

  @Test
  void aFolderThatIsNoRunSaysSo() {
    SimlossException e =
        assertThrows(SimlossException.class, () -> TrainedModel.open(folder, engine));
    assertTrue(e.getMessage().contains("no config.json"), e.getMessage());
  }
}
