package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Memory that grows with every step is a leak. */
public interface MemoryContract extends Contract {
  /** What a window may grow by though nothing leaks. A leaked array of logits is 0.6 MB a step. */
  int SLACK_KB = 12 << 10;

  /** How many steps to train: {@code simloss.contract.steps}, or 300. */
  default int steps() {
    return Integer.getInteger("simloss.contract.steps", 300);
  }

  /**
   * The process after each of three windows of steps. A leak grows in all of them; a heap or a pool
   * that is still finding its size grows in one or two.
   */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  default void memoryDoesNotGrow() throws IOException {
    Toy toy = Toy.of(1501, 20, 16, 12, 1001);
    Batch[] batches = new Batch[5];
    Arrays.setAll(batches, k -> toy.batch(16, k));
    long smallest = Long.MAX_VALUE;
    StringBuilder history = new StringBuilder();
    try (TrainableModel model = model(toy, toy.losses().get("weighted-ce"))) {
      work(model, batches, Math.max(5, steps() / 6));
      long before = residentKb();
      history.append(before);
      for (int window = 0; window < 3; window++) {
        work(model, batches, Math.max(5, steps() / 3));
        long after = residentKb();
        history.append(", ").append(after);
        smallest = Math.min(smallest, after - before);
        before = after;
      }
    }
    System.out.println(
        "resident kB before and after three windows of "
            + Math.max(5, steps() / 3)
            + " steps"
            + ": "
            + history.toString());
    assertTrue(smallest < SLACK_KB, "resident kB after each window: " + history);
  }

  private static void work(TrainableModel model, Batch[] batches, int steps) {
    for (int step = 0; step < steps; step++) {
      Batch batch = batches[step % batches.length];
      model.train(batch, 1e-3);
      if (step % 5 == 0) {
        model.evaluate(batch);
        float[] codes = model.encode(batch);
        try (DecoderState decoder = model.decoder(codes)) {
          decoder.step(new int[batch.size()]);
          decoder.select(new int[] {0, 0, 1});
          decoder.step(new int[3]);
        }
      }
    }
  }

  private static long residentKb() throws IOException {
    System.gc();
    String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8);
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
