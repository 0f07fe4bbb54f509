package io.github.simloss.djl.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NamedArrays;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.djl.internal.network.Charges;
import io.github.simloss.djl.internal.network.FrozenWords;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.tensor.NamedTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What steps of a bag model leave behind: nothing, and nothing is read that Java may free. */
class FamilyMemoryTest {
  private static final int WORDS = 2000;
  private static final int DIMENSION = 20;
  private static final int STEPS = 500;
  private static final float[] EMBEDDING = uniform(WORDS * DIMENSION, 1.2, 1);

  private static float[] uniform(int count, double range, long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  private static ModelSpec spec(OutputLayer output) {
    return new ModelSpec(
        new EmbeddingSpec(WORDS, DIMENSION, 12, WORDS - 4, WORDS - 3, WORDS - 2, WORDS - 1),
        new EncoderSpec(24, 2, true, Pooling.MAX_MEAN, true, true, 0),
        new DecoderSpec(DecoderKind.BAG, 24, output, true));
  }

  private static NamedTensors weights(ModelSpec spec) {
    float[] wordWeights = uniform(WORDS, 0.4, 2);
    for (int k = 0; k < WORDS; k++) {
      wordWeights[k] += 0.5f;
    }
    return InitialWeights.create(spec, EMBEDDING, wordWeights, new SeededRandom(3));
  }

  private static ReconstructionLoss loss(String name) {
    UnitVectors vectors = UnitVectors.of(EMBEDDING, WORDS, DIMENSION);
    LossContext context = new LossContext(vectors, Set.of(0), NeighbourSearch.PLAIN_JAVA);
    return Losses.discover().create(LossSpec.of(name), context);
  }

  private static TrainableModel model(OutputLayer output, String lossName) {
    ModelSpec spec = spec(output);
    return new DjlBackend()
        .open(Device.CPU)
        .trainable(spec, weights(spec), loss(lossName), AdamSettings.DEFAULT);
  }

  private static Batch batch(long seed, int size) {
    SeededRandom random = new SeededRandom(seed);
    int[][] sentences = new int[size][];
    for (int b = 0; b < size; b++) {
      sentences[b] = new int[1 + random.nextInt(12)];
      Arrays.setAll(sentences[b], t -> random.nextInt(WORDS - 4));
    }
    return Batch.of(sentences, 12, WORDS - 1);
  }

  /**
   * While garbage is collected all the time, results are the same as without: autograd and the
   * closed form read PyTorch's own memory alone.
   */
  @Test
  void gradientsWhileGarbageIsCollected() throws InterruptedException {
    for (OutputLayer output : OutputLayer.values()) {
      try (TrainableModel model = model(output, "weighted-ce")) {
        Gradients quiet = model.differentiate(batch(7, 16));
        AtomicBoolean done = new AtomicBoolean();
        Thread collector =
            new Thread(
                () -> {
                  while (!done.get()) {
                    System.gc();
                    // What was freed is written to again.
                    byte[][] rubbish = new byte[64][];
                    Arrays.setAll(rubbish, k -> new byte[4096]);
                  }
                });
        collector.start();
        try {
          for (int k = 0; k < 6; k++) {
            Gradients busy = model.differentiate(batch(7, 16));
            assertEquals(quiet.loss(), busy.loss());
            for (String name : quiet.tensors().names()) {
              assertArrayEquals(
                  quiet.tensors().get(name).data(), busy.tensors().get(name).data(), name);
            }
          }
        } finally {
          done.set(true);
          collector.join();
        }
      }
    }
  }

  /** No handle of a native array outlives its step. */
  @Test
  void aStepLeavesNoArrayBehind() {
    for (OutputLayer output : OutputLayer.values()) {
      ModelSpec spec = spec(output);
      ReconstructionLoss loss = loss("soft-label");
      // Chunks of several rows, so that results are added up.
      MemoryBudget memory = new MemoryBudget(0, 1);
      try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
        NamedTensors weights = weights(spec);
        NamedArrays parameters = new NamedArrays(manager, spec.trainable());
        parameters.write(weights);
        FrozenWords words = new FrozenWords(manager, spec);
        words.write(weights);
        LossKernel kernel = new LossKernel(loss, manager, memory);
        int before = manager.getManagedArrays().size();
        for (int k = 0; k < 3; k++) {
          Batch batch = batch(k, 300);
          Charges charges = Charges.of(spec, batch, words, loss.reduction());
          assertTrue(charges.bags().size() > kernel.chunkRows());
          try (ArrayScope step = new ArrayScope()) {
            step.record(false);
            new Backpropagation(manager, spec, LstmForm.TRAINING, parameters, words, kernel)
                .run(step, batch, charges);
            assertTrue(manager.getManagedArrays().size() > before);
          }
          assertEquals(before, manager.getManagedArrays().size());
        }
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  void fiveHundredStepsTakeNoMemory() throws IOException {
    try (TrainableModel model = model(OutputLayer.TIED, "weighted-ce")) {
      List<Batch> batches = List.of(batch(1, 16), batch(2, 16), batch(3, 16));
      steps(model, batches, STEPS / 4);
      long smallest = Long.MAX_VALUE;
      long before = residentKb();
      for (int window = 0; window < 3; window++) {
        steps(model, batches, STEPS / 3);
        long after = residentKb();
        smallest = Math.min(smallest, after - before);
        before = after;
      }
      // An array of a row of logits a sentence is 128 kB.
      assertTrue(smallest < STEPS / 3 * 32, smallest + " kB a window");
    }
  }

  private static void steps(TrainableModel model, List<Batch> batches, int count) {
    for (int step = 0; step < count; step++) {
      LossSum loss = model.train(batches.get(step % batches.size()), 1e-3).loss();
      assertTrue(Double.isFinite(loss.sum()));
    }
  }

  private static long residentKb() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
