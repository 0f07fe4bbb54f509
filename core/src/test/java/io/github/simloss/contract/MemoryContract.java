package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
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

  /** What a collection may free and yet be the last that is needed. */
  int SETTLED_KB = 1 << 10;

  /** How long to wait for that. */
  int UNCOMMIT_MILLIS = 150;

  /** How often to collect at most. */
  int MOST_COLLECTIONS = 10;

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
    assertFlat(Toy.of(1501, 20, 16, 12, 1001));
  }

  /** The same with one softmax a sentence, tied to word vectors, and all that pooling holds. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  default void memoryOfABagDoesNotGrow() throws IOException {
    assertFlat(
        FamilyToys.of(
            new ModelSpec(
                FamilyToys.embedding(1501, 20, 12),
                new EncoderSpec(16, 1, true, Pooling.MAX_MEAN, true, true, 0),
                new DecoderSpec(DecoderKind.BAG, 16, OutputLayer.TIED, true)),
            1002));
  }

  /** The same with two layers, a code layer and a bridge. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  default void memoryOfTwoLayersDoesNotGrow() throws IOException {
    assertFlat(
        FamilyToys.of(
            new ModelSpec(
                FamilyToys.embedding(1501, 20, 12),
                new EncoderSpec(16, 2, true, Pooling.MEAN, false, false, 10),
                new DecoderSpec(DecoderKind.LSTM, 16, OutputLayer.FREE, false)),
            1003));
  }

  private void assertFlat(Toy toy) throws IOException {
    Batch[] batches = new Batch[5];
    Arrays.setAll(batches, k -> FamilyToys.batch(toy, 16, k));
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
        if (model.spec().decoder().kind() == DecoderKind.BAG) {
          model.wordLogits(codes);
        } else {
          decode(model, codes, batch.size());
        }
      }
    }
  }

  private static void decode(TrainableModel model, float[] codes, int rows) {
    try (DecoderState decoder = model.decoder(codes)) {
      decoder.step(new int[rows]);
      decoder.select(new int[] {0, 0, 1});
      decoder.step(new int[3]);
    }
  }

  /** Once what earlier tests left behind is gone: memory that falls would hide a leak. */
  private static long residentKb() throws IOException {
    long resident = collectedKb();
    for (int k = 0; k < MOST_COLLECTIONS; k++) {
      long again = collectedKb();
      if (again > resident - SETTLED_KB) {
        return again;
      }
      resident = again;
    }
    return resident;
  }

  private static long collectedKb() throws IOException {
    System.gc();
    try {
      // The heap gives pages back in the background.
      Thread.sleep(UNCOMMIT_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8);
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
