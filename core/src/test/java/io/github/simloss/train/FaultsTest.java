package io.github.simloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.RunVerifier;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.testing.Fuzz;
import io.github.simloss.testing.disk.Fault;
import io.github.simloss.testing.disk.FaultyDisk;
import io.github.simloss.testing.disk.ProcessGone;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole run on a disk that fails at one of its changes: whichever it is, what is left is sound,
 * and the run gone on with ends in the bytes of one that never failed. Every tenth change is tried,
 * or every N-th with {@code -Dsimloss.faults.every=N}: 1 for all.
 */
class FaultsTest {
  private static final String RUN = "/home/runs/run";
  private static final int EVERY = Integer.getInteger("simloss.faults.every", 10);

  private final Engine engine = new JavaBackend().open(Device.CPU);
  private @TempDir Path folder;
  private TinyData data;

  @BeforeEach
  void writeData() throws IOException {
    data = new TinyData(folder, 16, 4);
  }

  private void train(Path run) {
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(2).withBatchSize(8).withLearningRate(0.02))
            .withEvaluation(e -> e.withSamples(0))
            .withCheckpoints(c -> c.withEvery(1))
            .withSeed(11);
    TrainingJob.prepare(data.request(run, 3, "ce", settings), TinyData::vectors, engine)
        .train(engine, List.of(), () -> false);
  }

  private void finish(Path run) {
    if (Files.exists(run.resolve("config.json"))) {
      for (RunVerifier.Finding finding : RunVerifier.verify(run)) {
        assertTrue(finding.ok(), finding.toString());
      }
      TrainingJob.resume(run, engine, notice -> assertEquals("nothing is damaged", notice))
          .train(engine, List.of(), () -> false);
    } else {
      train(run);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whateverFailsTheRunGoesOn(Fault fault) throws IOException {
    String whole;
    int changes;
    try (FaultyDisk disk = new FaultyDisk()) {
      train(disk.path(RUN));
      changes = disk.changes();
      whole = RunBytes.of(disk.afterTheFault(RUN));
    }
    int tried = 0;
    for (int at = 1 + fault.name().length() % EVERY; at <= changes; at += EVERY) {
      try (FaultyDisk disk = new FaultyDisk()) {
        disk.fail(fault, at);
        interrupted(disk, fault + " at change " + at);
        Path left = disk.afterTheFault(RUN);
        if (fault == Fault.POWER_LOSS) {
          FileSystem back = disk.afterPowerLoss(SeededRandom.derive(7, "power", at));
          left = back.getPath(RUN);
        }
        finish(left);
        assertEquals(whole, RunBytes.of(left), fault + " at change " + at);
        tried++;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(fault + " at change " + at + " of " + changes + ": " + e, e);
      }
    }
    assertTrue(tried > 0, changes + " changes");
    System.out.println("faults survived, " + fault + ": " + tried + " of " + changes + " places");
  }

  /** Trains until the fault; what a living process says of it is one line. */
  private void interrupted(FaultyDisk disk, String which) {
    try {
      train(disk.path(RUN));
      // Nothing was left to be written, or a folder could not be synced, which some disks refuse.
    } catch (SimlossException e) {
      assertTrue(Fuzz.isOneLine(e.getMessage()), e.getMessage());
      assertTrue(e.getMessage().contains("/home"), which + " said: " + e.getMessage());
    } catch (ProcessGone e) {
      assertTrue(disk.hasFailed());
    }
  }
}
