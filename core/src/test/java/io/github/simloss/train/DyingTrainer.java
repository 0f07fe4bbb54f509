package io.github.simloss.train;

import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.testing.disk.Fault;
import io.github.simloss.testing.disk.FaultyDisk;
import io.github.simloss.testing.disk.ProcessGone;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that trains and comes to rest before its k-th change of the disk, or in the middle of
 * it if it is a write, to be killed there.
 */
final class DyingTrainer {
  static final String WAITING = "waiting to be killed";

  private DyingTrainer() {}

  /**
   * Trains.
   *
   * @param args a folder for the data, the run's folder, k
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    FaultyDisk disk = new FaultyDisk(FileSystems.getDefault());
    disk.fail(Fault.KILL, Integer.parseInt(args[2]));
    try {
      train(Path.of(args[0]), disk.path(Path.of(args[1]).toAbsolutePath().toString()));
      System.out.println("changes " + disk.changes());
    } catch (ProcessGone e) {
      System.out.println(WAITING);
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** A run of two checkpoints and more on tiny data. */
  static void train(Path folder, Path run) throws IOException {
    Engine engine = new JavaBackend().open(Device.CPU);
    TrainingSettings settings =
        TrainingSettings.DEFAULT
            .withOptimization(o -> o.withEpochs(2).withBatchSize(8).withLearningRate(0.02))
            .withEvaluation(e -> e.withSamples(0))
            .withCheckpoints(c -> c.withEvery(1))
            .withSeed(11);
    TrainingJob.prepare(
            new TinyData(folder, 16, 4).request(run, 3, "ce", settings), TinyData::vectors, engine)
        .train(engine, List.of(), () -> false);
  }
}
