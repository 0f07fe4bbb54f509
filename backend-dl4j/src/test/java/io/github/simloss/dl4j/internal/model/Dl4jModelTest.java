package io.github.simloss.dl4j.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.dl4j.Dl4jBackend;
import io.github.simloss.dl4j.Models;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class Dl4jModelTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void memoryIsFlatOver2000Steps() throws IOException {
    Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    assertFlat(Models.spec(800, 20, 16, 12), 500);
  }

  @Test
  void memoryOfABagIsFlat() throws IOException {
    Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    assertFlat(
        new ModelSpec(
            Models.embedding(800, 20, 12),
            new EncoderSpec(16, 2, true, Pooling.MAX_MEAN, true, true, 12),
            new DecoderSpec(DecoderKind.BAG, 16, OutputLayer.TIED, true)),
        100);
  }

  private static void assertFlat(ModelSpec spec, int window) throws IOException {
    TargetWeights weights =
        new TargetWeights.Factored(800, 20, Models.uniform(new SeededRandom(2), 16_000, 0.2));
    ReconstructionLoss loss =
        ReconstructionLoss.of("w", Link.LOG, 1e-5, weights, Reduction.TOKEN_MEAN);
    try (TrainableModel model =
        new Dl4jBackend()
            .open(EngineConfig.CPU)
            .trainable(spec, Models.weights(spec, 1), loss, AdamSettings.DEFAULT)) {
      SeededRandom random = new SeededRandom(5);
      long before = 0;
      long least = Long.MAX_VALUE;
      for (int step = 1; step <= 5 * window; step++) {
        model.train(Models.batch(spec, 8, random), 1e-3);
        if (step % window == 0) {
          long now = residentKilobytes();
          least = step > window ? Math.min(least, now - before) : least;
          before = now;
        }
      }
      // The Java heap may still grow in some windows; a leak grows in all. One leaked chunk of
      // logits is 25 kB a step or more.
      assertTrue(least < 8L * window, "every " + window + " steps take at least " + least + " kB");
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  @Test
  void twoThreadsGiveTheSameDigitsAsOne() {
    float[] first = trained(1);
    float[] second = trained(2);
    assertFalse(Arrays.equals(first, second));
    CompletableFuture<float[]> other = CompletableFuture.supplyAsync(() -> trained(2));
    assertArrayEquals(first, trained(1));
    assertArrayEquals(second, other.join());
  }

  private static float[] trained(long seed) {
    ModelSpec spec = Models.spec(500, 24, 32, 9);
    SeededRandom random = new SeededRandom(seed);
    try (TrainableModel model =
        new Dl4jBackend()
            .open(EngineConfig.CPU)
            .trainable(
                spec,
                Models.weights(spec, seed),
                ReconstructionLoss.crossEntropy(500),
                AdamSettings.DEFAULT)) {
      for (int step = 0; step < 60; step++) {
        model.train(Models.batch(spec, 12, random), 1e-2);
      }
      return model.weights().get(Parameters.PROJECTION_WEIGHT).data();
    }
  }

  @Test
  void chunksOfPositionsAddUp() {
    // 60,000 words are projected 213 positions at a time; half of this batch fits, the whole not.
    ModelSpec spec = Models.spec(60_000, 3, 4, 8);
    Batch whole = Models.batch(spec, 80, new SeededRandom(4));
    assertTrue(whole.target().tokenCount() > MemoryBudget.DEFAULT.chunkRows(60_000));
    Batch first = rows(whole, 0, 40);
    Batch second = rows(whole, 40, 80);
    assertTrue(
        Math.max(first.target().tokenCount(), second.target().tokenCount())
            <= MemoryBudget.DEFAULT.chunkRows(60_000));
    ReconstructionLoss loss =
        ReconstructionLoss.of(
            "ce", Link.LOG, 0, new TargetWeights.OneHot(60_000), Reduction.POSITION_MEAN);
    try (TrainableModel model =
        new Dl4jBackend()
            .open(EngineConfig.CPU)
            .trainable(spec, Models.weights(spec, 1), loss, AdamSettings.DEFAULT)) {
      double sum = model.evaluate(first).sum() + model.evaluate(second).sum();
      assertEquals(sum, model.evaluate(whole).sum(), 1e-6 * sum);
      NamedTensors all = model.differentiate(whole).tensors();
      NamedTensors one = model.differentiate(first).tensors();
      NamedTensors two = model.differentiate(second).tensors();
      for (String name : all.names()) {
        float[] expected = one.get(name).data();
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
          expected[i] = (expected[i] + two.get(name).data()[i]) / 2;
          largest = Math.max(largest, Math.abs(expected[i]));
        }
        assertArrayEquals(expected, all.get(name).data(), 1e-5f * largest, name);
      }
    }
  }

  private static Batch rows(Batch batch, int from, int to) {
    TokenRows all = batch.target();
    int length = all.maxLength();
    return Batch.of(
        new TokenRows(
            length,
            Arrays.copyOfRange(all.tokens(), from * length, to * length),
            Arrays.copyOfRange(all.lengths(), from, to)));
  }

  @Test
  void paddingAloneCostsNothing() {
    ModelSpec spec = Models.spec(30, 3, 4, 5);
    Batch padding =
        Batch.of(
            new int[][] {{spec.embedding().paddingId()}, {spec.embedding().paddingId()}},
            5,
            spec.embedding().paddingId());
    try (TrainableModel model =
        new Dl4jBackend()
            .open(EngineConfig.CPU)
            .trainable(
                spec,
                Models.weights(spec, 1),
                ReconstructionLoss.crossEntropy(30),
                AdamSettings.DEFAULT)) {
      StepResult result = model.train(padding, 1e-3);
      assertEquals(0, result.loss().mean());
      assertEquals(0, result.gradientNorm());
      assertEquals(0, model.evaluate(padding).mean());
    }
  }
}
