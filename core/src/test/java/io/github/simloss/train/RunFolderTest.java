package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.io.FolderLock;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.data.MovedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a run's folder is: foreign files, other processes, and folders that move. */
class RunFolderTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;
  private Path run;

  @BeforeEach
  void data() throws IOException {
    data = new TinyData(folder, 16, 4);
    run = folder.resolve("run");
  }

  private TrainingJob prepare() {
    TrainingRequest request =
        data.request(
            run,
            3,
            "ce",
            TrainingSettings.DEFAULT
                .withOptimization(o -> o.withEpochs(2).withBatchSize(8).withLearningRate(0.02))
                .withCheckpoints(c -> c.withEvery(1).withKeep(1))
                .withEvaluation(e -> e.withSamples(0))
                .withSeed(11));
    return TrainingJob.prepare(
        new TrainingRequest(
            request.data(),
            request.vocabulary(),
            request.model(),
            request.loss(),
            request.training(),
            new RunOutput(run, true)),
        TinyData::vectors,
        engine);
  }

  private void train() {
    prepare().train(engine, List.of(), () -> false);
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(SimlossException.class, work::run).getMessage());
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.map(path -> of.relativize(path).toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "manifest.json",
        "model.safetensors",
        "postprocessing.safetensors",
        "history.jsonl",
        "vocabulary.tsv",
        "report.html",
        "checkpoint/model-1.pt"
      })
  void aForeignFileOfTheSameNameIsNeverRemoved(String name) throws IOException {
    Path mine = run.resolve(name);
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "{\"mine\": 1, \"format\": 1, \"sha256\": {\"a\": \"b\"}}");
    List<String> before = names(run);
    String message = refused(this::train);
    assertTrue(message.contains("says that simloss made it"), message);
    assertEquals(before, names(run));
    assertThrows(SimlossException.class, () -> RunDirectory.requireFree(run, false));
  }

  @Test
  void overwritingRemovesARunAndNothingElse() throws IOException {
    train();
    Path other = Files.writeString(run.resolve("notes.txt"), "mine");
    Path inside = Files.writeString(run.resolve("checkpoint/best-of-mine.pt"), "mine");
    Path backup = Files.createDirectory(run.resolve("checkpoint.old"));
    Path kept = Files.writeString(backup.resolve("a"), "mine");
    train();
    for (Path file : List.of(other, inside, kept)) {
      assertEquals("mine", Files.readString(file));
    }
    assertTrue(refused(() -> RunDirectory.requireFree(run, false)).contains("--overwrite"));
  }

  /** A run is not half removed either: its own parts stay, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint/step-000000000004/photo.jpg",
        "checkpoint/step-000000000004/state.json/photo.jpg",
        "checkpoint/step-000000000009/photo.jpg",
        "checkpoint/step-000000000001.partial/photo.jpg",
        "checkpoint/step-000000000004.old/photo.jpg",
        "report.html/photo.jpg"
      })
  void whatSomebodyPutIntoTheFoldersOfARunIsNeverRemoved(String name) throws IOException {
    train();
    Path mine = run.resolve(name);
    if (name.contains("state.json") || name.startsWith("report")) {
      Files.deleteIfExists(mine.getParent());
    }
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");
    List<String> before = names(run);
    String message = refused(this::train);
    assertTrue(message.contains("move it away"), message);
    assertEquals(before, names(run));
    if (!name.startsWith("report")) {
      RunDirectory.open(run).sweep();
    }
    assertEquals("mine", Files.readString(mine));
  }

  @Test
  void aRunIsNotResumedIntoWhatSomebodyPutInPlaceOfItsCheckpoint() throws IOException {
    train();
    Path mine = run.resolve("checkpoint/step-000000000009/photo.jpg");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");
    String message = refused(() -> TrainingJob.resume(run, engine, notice -> {}));
    assertTrue(message.contains("photo.jpg' is in the place of a checkpoint's file"), message);
    assertEquals("mine", Files.readString(mine));
  }

  /** While a run trains, old checkpoints go, and what is beside their files stays. */
  @Test
  void oldCheckpointsGoWithoutWhatSomebodyPutThere() throws IOException {
    TrainingJob job = prepare();
    int[] asked = {0};
    Path mine = run.resolve("checkpoint/step-000000000001/photo.jpg");
    job.train(
        engine,
        List.of(),
        () -> {
          if (asked[0]++ == 1) {
            write(mine);
          }
          return false;
        });
    assertEquals("mine", Files.readString(mine));
    assertEquals(List.of("", "photo.jpg"), names(mine.getParent()));
    assertTrue(Files.exists(run.resolve("checkpoint/step-000000000004/state.json")));
    assertTrue(Files.notExists(run.resolve("checkpoint/step-000000000002")));
  }

  /** A link of the name under which a checkpoint goes is removed, not followed. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPlantedLinkIsNotFollowedWhereCheckpointsGo() throws IOException {
    train();
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path theirs = Files.writeString(outside.resolve("state.json"), "theirs");
    Files.createSymbolicLink(run.resolve("checkpoint/step-000000000004.old"), outside);
    train();
    assertEquals("theirs", Files.readString(theirs));
  }

  private static void write(Path mine) {
    try {
      Files.writeString(mine, "mine");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aRunWhoseManifestOrConfigurationIsDamagedIsStillOne() throws IOException {
    train();
    Files.writeString(run.resolve("manifest.json"), "{");
    train();
    Files.writeString(run.resolve("config.json"), "{");
    train();
    Files.writeString(run.resolve("manifest.json"), "{");
    Files.writeString(run.resolve("config.json"), "{");
    assertTrue(refused(this::train).contains("says that simloss made it"));
  }

  @Test
  void twoInOneFolderAreRefusedByName() {
    TrainingJob first = prepare();
    int[] asked = {0};
    first.train(
        engine,
        List.of(),
        () -> {
          if (asked[0]++ == 0) {
            for (Runnable second :
                List.<Runnable>of(
                    this::prepare,
                    () -> TrainingJob.resume(run, engine, notice -> {}),
                    () -> RunDirectory.requireFree(run, true))) {
              String message = refused(second);
              assertTrue(message.contains("in use by process " + ProcessHandle.current().pid()));
            }
            assertTrue(FolderLock.holder(run).isPresent());
            assertTrue(RunVerifier.verify(run).toString().contains("train"));
          }
          return false;
        });
    assertFalse(FolderLock.holder(run).isPresent());
    assertFalse(Files.exists(run.resolve(FolderLock.NAME)));
    assertEquals(List.of(), RunVerifier.verify(run).stream().filter(f -> !f.ok()).toList());
  }

  @Test
  void aFolderThatWasTakenOverIsNotWrittenByTheFirst() {
    TrainingJob first = prepare();
    TrainingJob second = prepare();
    assertTrue(refused(() -> first.train(engine, List.of(), () -> false)).contains("is in use by"));
    second.train(engine, List.of(), () -> false);
    prepare().close();
    train();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLockInTheWayThatIsALinkIsNotWrittenThrough() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "theirs");
    Files.createDirectories(run);
    Files.createSymbolicLink(run.resolve(FolderLock.NAME), victim);
    assertTrue(refused(this::train).contains("is a link"));
    assertEquals("theirs", Files.readString(victim));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderMovedWhileItTrainsEndsTheRun() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    String message =
        refused(
            () ->
                prepare()
                    .train(
                        engine,
                        List.of(),
                        () -> {
                          if (Files.exists(run)) {
                            assertTrue(run.toFile().renameTo(elsewhere.toFile()));
                          }
                          return false;
                        }));
    assertTrue(message.contains("was moved, removed or replaced"), message);
    assertFalse(Files.exists(run));
    TrainingJob.resume(elsewhere, engine, notice -> {}).train(engine, List.of(), () -> false);
    assertEquals(List.of(), RunVerifier.verify(elsewhere).stream().filter(f -> !f.ok()).toList());
  }

  @Test
  void aConfigurationRemovedWhileItTrainsEndsTheRun() {
    String message =
        refused(
            () ->
                prepare()
                    .train(
                        engine,
                        List.of(),
                        () -> {
                          run.resolve("config.json").toFile().delete();
                          return false;
                        }));
    assertTrue(message.contains("was removed while the run was trained"), message);
  }

  @Test
  void dataThatMovedIsTakenWhereItIsIfItIsTheSame() throws IOException {
    int[] asked = {0};
    prepare().train(engine, List.of(), () -> ++asked[0] == 2);
    Path there = Files.createDirectory(folder.resolve("there"));
    Path train = Files.move(data.train, there.resolve("a.txt"));
    Path dev = Files.move(data.dev, there.resolve("b.txt"));
    assertTrue(
        refused(() -> TrainingJob.resume(run, engine, notice -> {})).contains("--train, --dev"));
    String other =
        refused(
            () ->
                TrainingJob.resume(
                    run, new MovedData(dev, train, null, null), engine, notice -> {}));
    assertTrue(other.contains("its hash differs"), other);
    assertTrue(
        refused(
                () ->
                    TrainingJob.resume(
                        run, new MovedData(train, dev, train, null), engine, notice -> {}))
            .contains("its hash differs"));
    TrainingJob.resume(run, new MovedData(train, dev, data.vectorFile, null), engine, n -> {})
        .train(engine, List.of(), () -> false);
    assertEquals(List.of(), RunVerifier.verify(run).stream().filter(f -> !f.ok()).toList());
  }

  @Test
  void aSampleThatMovedAlongWithItsRunIsFound() throws IOException {
    int[] asked = {0};
    prepare().train(engine, List.of(), () -> ++asked[0] == 2);
    Path sample = Files.createDirectory(run.resolve("sample"));
    Files.move(data.train, sample.resolve("train.txt"));
    Files.move(data.dev, sample.resolve("dev.txt"));
    TrainingJob.resume(run, engine, n -> {}).train(engine, List.of(), () -> false);
    Files.writeString(sample.resolve("dev.txt"), "something else");
    assertTrue(refused(() -> TrainingJob.resume(run, engine, n -> {})).contains("no longer there"));
  }
}
