package io.github.simloss.run.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.train.TinyData;
import io.github.simloss.train.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunListTest {
  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;
  private Path runs;

  @BeforeEach
  void data() throws IOException {
    data = new TinyData(folder, 16, 4);
    runs = Files.createDirectory(folder.resolve("runs"));
  }

  private TrainingJob prepare(String name, String loss) {
    return TrainingJob.prepare(
        data.request(runs.resolve(name), 3, loss, TinyData.settings(2, 0.02)),
        TinyData::vectors,
        engine);
  }

  private void train(String name, String loss) {
    prepare(name, loss).train(engine, List.of(), () -> false);
  }

  @Test
  void aRunIsDescribedByWhatItsFolderHolds() throws IOException {
    train("b", "ce");
    train("deep/er/a", "soft-label");
    RunList list = RunList.in(runs);
    assertEquals(List.of(), list.skipped());
    assertEquals(
        List.of(runs.resolve("b"), runs.resolve("deep/er/a")),
        list.runs().stream().map(RunSummary::folder).toList(),
        "by the time they were begun");
    RunSummary run = list.runs().get(0);
    assertEquals("ce", run.loss());
    assertEquals("java", run.backend());
    assertEquals(2, run.epoch());
    assertEquals(2, run.epochs());
    assertEquals(RunSummary.State.DONE, run.state());
    assertTrue(run.bestDevLoss() > 0);
    try (Stream<Path> files = Files.walk(runs.resolve("b"))) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      assertEquals(bytes, run.bytes());
    }
    assertEquals(1, RunList.in(runs.resolve("b")).runs().size(), "a run by itself");
  }

  @Test
  void whereARunStandsIsSaid() {
    TrainingJob job = prepare("new", "ce");
    assertEquals(RunSummary.State.TRAINING, RunSummary.of(runs.resolve("new")).state());
    job.close();
    RunSummary stopped = RunSummary.of(runs.resolve("new"));
    assertEquals(RunSummary.State.STOPPED, stopped.state());
    assertEquals(0, stopped.epoch());
    assertEquals(null, stopped.bestDevLoss());
  }

  @Test
  void brokenFoldersAreNamedAndTheOthersListed() throws IOException {
    train("good", "ce");
    train("changed", "ce");
    Files.writeString(runs.resolve("changed/config.json"), "{}");
    train("headless", "ce");
    Files.delete(runs.resolve("headless/config.json"));
    Path other = Files.createDirectory(runs.resolve("other"));
    Files.writeString(other.resolve("config.json"), "{\"architectures\": [\"Bert\"]}");
    train("damaged", "ce");
    try (Stream<Path> steps = Files.list(runs.resolve("damaged/checkpoint"))) {
      Path newest = steps.sorted().reduce((a, b) -> b).orElseThrow();
      Files.writeString(newest.resolve("state.json"), "{\"format\": 1}");
    }
    Files.createDirectory(runs.resolve("empty"));
    RunList list = RunList.in(runs);
    assertEquals(1, list.runs().size());
    assertEquals(
        List.of("changed", "damaged", "headless", "other"),
        list.skipped().stream().map(s -> s.folder().getFileName().toString()).toList());
    for (RunList.Skipped skipped : list.skipped()) {
      assertEquals(1, skipped.reason().lines().count(), skipped.reason());
    }
  }

  @Test
  void aFolderWithoutRunsHasNone() {
    assertEquals(new RunList(List.of(), List.of()), RunList.in(runs));
    assertThrows(SimlossException.class, () -> RunList.in(runs.resolve("no-such")));
  }
}
