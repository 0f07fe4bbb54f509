package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimilarityLossTest {
  private static final int SIZE = 17;
  private static final int PADDING = 3;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu());

  @AfterEach
  void free() {
    manager.close();
  }

  private static UnitVectors vectors(long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] rows = new float[SIZE * 4];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    return UnitVectors.of(rows, SIZE, 4);
  }

  /** Every loss there is, each with the reductions and epsilons that change the path. */
  private static List<ReconstructionLoss> losses() {
    LossContext context =
        new LossContext(vectors(5), Set.of(0, 1, 2, 3), NeighbourSearch.PLAIN_JAVA);
    List<ReconstructionLoss> losses = new ArrayList<>();
    for (LossFactory factory : Losses.discover().all()) {
      for (double epsilon : new double[] {0, 1e-5}) {
        for (String reduction : List.of("token-mean", "position-mean")) {
          losses.add(
              Losses.discover()
                  .create(
                      LossSpec.of(factory.name())
                          .with("epsilon", epsilon)
                          .with("reduction", reduction),
                      context));
        }
      }
    }
    assertTrue(losses.size() >= 16);
    return losses;
  }

  @Test
  void valueAndGradientAreThoseOfTheReference() {
    for (long seed = 0; seed < 3; seed++) {
      SeededRandom random = new SeededRandom(seed);
      int[] targets = new int[12];
      double[] logits = new double[targets.length * SIZE];
      for (int k = 0; k < targets.length; k++) {
        targets[k] = random.nextInt(4) == 0 ? PADDING : random.nextInt(SIZE);
      }
      for (int k = 0; k < logits.length; k++) {
        logits[k] = 3 * random.nextGaussian();
      }
      for (ReconstructionLoss loss : losses()) {
        String what = "seed " + seed + ", " + loss.name() + " " + loss.reduction();
        ReferenceLoss.Value want = ReferenceLoss.of(loss).evaluate(logits, targets, PADDING);
        check(loss, logits, targets, want, DataType.FLOAT64, new Shape(3, 4, SIZE), 1e-6, what);
        check(loss, logits, targets, want, DataType.FLOAT32, new Shape(12, SIZE), 2e-5, what);
      }
    }
  }

  private void check(
      ReconstructionLoss loss,
      double[] logits,
      int[] targets,
      ReferenceLoss.Value want,
      DataType type,
      Shape shape,
      double tolerance,
      String what) {
    try (SimilarityLoss tested = SimilarityLoss.builder(loss).paddingId(PADDING).build()) {
      NDArray z = manager.create(logits).toType(type, true).reshape(shape);
      z.setRequiresGradient(true);
      Shape ids = shape.dimension() == 3 ? new Shape(3, 4) : new Shape(12);
      NDArray labels = manager.create(targets).reshape(ids);
      double scale = Math.max(1, Math.abs(want.value()));
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray value = tested.evaluate(new NDList(labels), new NDList(z));
        assertEquals(
            want.value(),
            value.toType(DataType.FLOAT64, false).getDouble(),
            tolerance * scale,
            what);
        collector.backward(value);
      }
      double[] gradient = z.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
      for (int k = 0; k < gradient.length; k++) {
        assertEquals(want.gradient()[k], gradient[k], tolerance * scale, what + ", entry " + k);
      }
    }
  }

  /** Between the loss and the way back Java may collect garbage, and use the memory again. */
  @Test
  void gradientsAreRightWhereGarbageWasCollectedInBetween() throws InterruptedException {
    SeededRandom random = new SeededRandom(4);
    int[] targets = {4, PADDING, 16, 5, 0, 11, 4, 9};
    double[] logits = new double[targets.length * SIZE];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = 3 * random.nextGaussian();
    }
    List<ReconstructionLoss> losses = losses();
    List<NDArray> inputs = new ArrayList<>();
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray sum = manager.zeros(new Shape(), DataType.FLOAT64);
      for (ReconstructionLoss loss : losses) {
        NDArray z = manager.zeros(new Shape(targets.length, SIZE), DataType.FLOAT64);
        z.set(DoubleBuffer.wrap(logits));
        z.setRequiresGradient(true);
        inputs.add(z);
        SimilarityLoss tested = SimilarityLoss.builder(loss).paddingId(PADDING).build();
        NDList labels = new NDList(manager.create(targets));
        sum = sum.add(tested.evaluate(labels, new NDList(z)));
      }
      overwriteGarbage();
      collector.backward(sum);
    }
    for (int k = 0; k < inputs.size(); k++) {
      double[] want = ReferenceLoss.of(losses.get(k)).evaluate(logits, targets, PADDING).gradient();
      double[] got = inputs.get(k).getGradient().toDoubleArray();
      assertArrayEquals(want, got, 1e-6, losses.get(k).name() + ", number " + k);
    }
  }

  private static void overwriteGarbage() throws InterruptedException {
    List<ByteBuffer> reused = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      System.gc();
      Thread.sleep(50);
      for (int k = 0; k < 4000; k++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 + k % 300);
        while (buffer.hasRemaining()) {
          buffer.put((byte) 0x7e);
        }
        reused.add(buffer);
      }
    }
    assertEquals(12_000, reused.size());
  }

  @Test
  void labelsOfAnyTypeAndPaddingWithInfiniteLogits() {
    SimilarityLoss loss =
        SimilarityLoss.builder(ReconstructionLoss.crossEntropy(SIZE)).paddingId(-7).build();
    float[] logits = new float[3 * SIZE];
    logits[SIZE] = Float.POSITIVE_INFINITY;
    NDArray z = manager.create(logits, new Shape(3, SIZE));
    for (DataType type : new DataType[] {DataType.INT32, DataType.INT64, DataType.FLOAT32}) {
      NDArray labels = manager.create(new int[] {2, -7, 16}).toType(type, true).reshape(3, 1);
      assertEquals(
          Math.log(SIZE),
          loss.evaluate(new NDList(labels), new NDList(z)).getFloat(),
          1e-6,
          type.name());
    }
  }

  @Test
  void halfPrecisionIsComputedInSingle() {
    SimilarityLoss loss = SimilarityLoss.of(ReconstructionLoss.crossEntropy(SIZE));
    NDArray z = manager.zeros(new Shape(2, SIZE), DataType.FLOAT16);
    z.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray value = loss.evaluate(new NDList(manager.create(new int[] {0, 1})), new NDList(z));
      assertEquals(DataType.FLOAT32, value.getDataType());
      assertEquals(Math.log(SIZE), value.getFloat(), 1e-6);
      collector.backward(value);
    }
    double[] slopes = z.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
    assertEquals((1.0 / SIZE - 1) / 2, slopes[0], 1e-3);
    assertEquals(1.0 / SIZE / 2, slopes[1], 1e-4);
  }

  @Test
  void allPaddingIsZeroWithAGradientOfZero() {
    for (ReconstructionLoss loss : losses()) {
      SimilarityLoss tested = SimilarityLoss.builder(loss).paddingId(PADDING).build();
      NDArray z = manager.ones(new Shape(2, SIZE));
      z.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray labels = manager.create(new int[] {PADDING, PADDING});
        NDArray value = tested.evaluate(new NDList(labels), new NDList(z));
        assertEquals(0, value.getFloat(), loss.name());
        collector.backward(value);
      }
      for (float slope : z.getGradient().toFloatArray()) {
        assertEquals(0, slope, loss.name());
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothNumbers() {
    SimilarityLoss loss = SimilarityLoss.of(ReconstructionLoss.crossEntropy(SIZE));
    refused("(2, 16)", loss, new int[] {0, 1}, new Shape(2, 16));
    refused("label 17 at position 1", loss, new int[] {0, 17}, new Shape(2, SIZE));
    refused("label -1 at position 0", loss, new int[] {-1, 1}, new Shape(2, SIZE));
    refused(
        "labels of shape (3) for logits of shape (2, 17)",
        loss,
        new int[] {0, 1, 2},
        new Shape(2, SIZE));
  }

  private void refused(String message, SimilarityLoss loss, int[] labels, Shape logits) {
    NDList ids = new NDList(manager.create(labels));
    NDList z = new NDList(manager.zeros(logits));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> loss.evaluate(ids, z));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void refreshedVectorsChangeTheLoss() {
    SimilarityLoss loss = SimilarityLoss.builder(LossSpec.of("weighted-ce"), vectors(1)).build();
    NDList ids = new NDList(manager.create(new int[] {4}));
    NDList z = new NDList(manager.zeros(new Shape(1, SIZE)));
    float before = loss.evaluate(ids, z).getFloat();
    loss.refresh(vectors(2));
    assertNotEquals(before, loss.evaluate(ids, z).getFloat());
    loss.refresh(vectors(1));
    assertEquals(before, loss.evaluate(ids, z).getFloat());
    assertThrows(
        IllegalArgumentException.class,
        () -> loss.refresh(UnitVectors.of(new float[] {1, 2}, 2, 1)));
    assertThrows(
        IllegalStateException.class,
        () -> SimilarityLoss.of(ReconstructionLoss.crossEntropy(2)).refresh(vectors(1)));
    loss.close();
    assertEquals(before, loss.evaluate(ids, z).getFloat(), "tables come back");
  }

  @Test
  void aBlockLearnsWithItThroughDjlsTrainer() {
    SimilarityLoss loss =
        SimilarityLoss.builder(LossSpec.of("soft-label").with("neighbours", 3), vectors(3)).build();
    Engine.getEngine("PyTorch").setRandomSeed(1);
    try (Model model = Model.newInstance("words", ai.djl.Device.cpu(), "PyTorch")) {
      model.setBlock(Linear.builder().setUnits(SIZE).build());
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(loss)
              .optDevices(new ai.djl.Device[] {ai.djl.Device.cpu()})
              .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.05f)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(1, SIZE));
        float first = 0;
        float last = 0;
        for (int step = 0; step < 60; step++) {
          try (NDManager batch = manager.newSubManager();
              GradientCollector collector = trainer.newGradientCollector()) {
            NDArray words = batch.arange(SIZE);
            NDList out = trainer.forward(new NDList(words.oneHot(SIZE)));
            NDArray value = loss.evaluate(new NDList(words), out);
            collector.backward(value);
            last = value.getFloat();
            first = step == 0 ? last : first;
          }
          trainer.step();
        }
        assertTrue(last < first / 2, first + " to " + last);
      }
    }
  }
}
