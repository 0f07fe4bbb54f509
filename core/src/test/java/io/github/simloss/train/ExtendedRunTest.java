package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.data.MovedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that get more epochs than they were begun with, here or at another place. */
class ExtendedRunTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private final List<String> notices = new ArrayList<>();
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void data() throws IOException {
    data = new TinyData(folder, 16, 4);
  }

  private TrainingOutcome train(String name, TrainingSettings settings) {
    return TrainingJob.prepare(
            data.request(folder.resolve(name), 3, "ce", settings), TinyData::vectors, engine)
        .train(engine, List.of(), () -> false);
  }

  private TrainingJob extend(String name, int epochs) {
    return TrainingJob.extend(folder.resolve(name), epochs, MovedData.NONE, engine, notices::add);
  }

  private TrainingOutcome trainFurther(String name, int epochs) {
    return extend(name, epochs).train(engine, List.of(), () -> false);
  }

  private byte[] model(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
  }

  private List<HistoryEntry> history(String name) {
    return History.read(RunDirectory.open(folder.resolve(name)).history()).entries();
  }

  private int epochs(String name) {
    RunDirectory run = RunDirectory.open(folder.resolve(name));
    return run.readConfig().training().optimization().epochs();
  }

  private void assertSound(String name) {
    for (RunVerifier.Finding finding : RunVerifier.verify(folder.resolve(name))) {
      assertTrue(finding.ok(), finding.toString());
    }
  }

  @Test
  void atAConstantRateItIsTheRunThatWasBegunWithSoMany() throws IOException {
    train("long", TinyData.settings(5, 0.02));
    train("short", TinyData.settings(2, 0.02));
    assertEquals(TrainingOutcome.Reason.COMPLETED, trainFurther("short", 5).reason());
    assertArrayEquals(model("long"), model("short"));
    assertEquals(
        history("long").stream().map(HistoryEntry::devLoss).toList(),
        history("short").stream().map(HistoryEntry::devLoss).toList());
    assertEquals(5, epochs("short"));
    assertEquals(List.of(), notices);
    assertSound("short");
  }

  @Test
  void aLinearRateGoesUpToTheLongerLineAndSaysSo() {
    TrainingSettings linear =
        TinyData.settings(2, 0.02)
            .withOptimization(o -> o.withSchedule(LearningRateSchedule.LINEAR));
    train("run", linear);
    trainFurther("run", 4);
    // 16 sentences in batches of 8: steps 5 to 8 are those of epochs 3 and 4.
    List<HistoryEntry> history = history("run");
    assertEquals(0.02 * 0.25, Objects.requireNonNull(history.get(1).learningRate()), 1e-12);
    assertEquals(0.02 * 3 / 8, Objects.requireNonNull(history.get(2).learningRate()), 1e-12);
    assertEquals(0.02 * 1 / 8, Objects.requireNonNull(history.get(3).learningRate()), 1e-12);
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("goes up to 0.0100 and falls to nothing"), notices.get(0));
  }

  @Test
  void anEndByPatienceIsForgotten() {
    TrainingSettings stubborn =
        TinyData.settings(9, 1e-30).withEvaluation(e -> e.withPatience(2).withSamples(0));
    assertEquals(TrainingOutcome.Reason.EARLY_STOPPED, train("run", stubborn).reason());
    int before = history("run").size();
    assertEquals(TrainingOutcome.Reason.EARLY_STOPPED, trainFurther("run", 12).reason());
    assertEquals(before + 2, history("run").size(), "patience counts from there again");
  }

  /** What was written before the first new step is enough to continue from. */
  @Test
  void itIsLongerFromTheMomentItIsAskedFor() {
    TrainingSettings stubborn =
        TinyData.settings(9, 1e-30).withEvaluation(e -> e.withPatience(2).withSamples(0));
    train("run", stubborn);
    int before = history("run").size();
    extend("run", 12).close();
    assertEquals(12, epochs("run"));
    assertSound("run");
    TrainingJob job = TrainingJob.resume(folder.resolve("run"), engine, notices::add);
    job.train(engine, List.of(), () -> false);
    assertEquals(before + 2, history("run").size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fewerEpochsOrAsManyAreRefusedAndNothingChanges(int epochs) throws IOException {
    train("run", TinyData.settings(2, 0.02));
    String before = Files.readString(folder.resolve("run/config.json"));
    SimlossException e = assertThrows(SimlossException.class, () -> extend("run", epochs));
    assertTrue(e.getMessage().contains("has 2 epochs"), e.getMessage());
    assertEquals(before, Files.readString(folder.resolve("run/config.json")));
    // Nor is the folder held.
    trainFurther("run", 3);
  }

  @Test
  void aRunThatWasStoppedIsExtendedAsWell() throws IOException {
    train("long", TinyData.settings(4, 0.02));
    TrainingJob.prepare(
            data.request(folder.resolve("run"), 3, "ce", TinyData.settings(3, 0.02)),
            TinyData::vectors,
            engine)
        .train(engine, List.of(), () -> true);
    trainFurther("run", 4);
    assertArrayEquals(model("long"), model("run"));
  }

  /** A process that died between the two files of the configuration left no manifest. */
  @Test
  void aRunWithoutManifestIsReadAndExtended() throws IOException {
    train("run", TinyData.settings(2, 0.02));
    Files.delete(folder.resolve("run/manifest.json"));
    trainFurther("run", 3);
    assertEquals(3, epochs("run"));
    assertFalse(Files.exists(folder.resolve("run/manifest.json")), "it was removed on purpose");
  }

  @Test
  void aCopyAndARenamedRunAreRunsOfTheirOwn() throws IOException {
    train("run", TinyData.settings(2, 0.02));
    byte[] before = model("run");
    new RunCopy(folder.resolve("run")).restore(folder.resolve("copy"));
    Files.move(folder.resolve("run"), folder.resolve("renamed run"));
    trainFurther("copy", 4);
    assertArrayEquals(before, model("renamed run"), "the copy is another run");
    trainFurther("renamed run", 4);
    assertArrayEquals(model("copy"), model("renamed run"));
    assertSound("copy");
    assertSound("renamed run");
  }
}
