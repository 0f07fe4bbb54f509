package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shapes of labels, masks, name and weight, and who frees what a loss returns. */
class SimilarityLossLabelsTest {
  private static final int SIZE = 11;

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());

  @AfterEach
  void free() {
    manager.close();
  }

  private static UnitVectors vectors() {
    SeededRandom random = new SeededRandom(2);
    float[] rows = new float[SIZE * 3];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = random.uniform(-1, 1);
    }
    return UnitVectors.of(rows, SIZE, 3);
  }

  private static SimilarityLoss.Builder loss(String name) {
    return SimilarityLoss.builder(LossSpec.of(name), vectors());
  }

  private static double[] logits(int positions) {
    SeededRandom random = new SeededRandom(9);
    double[] logits = new double[positions * SIZE];
    Arrays.setAll(logits, k -> 2 * random.nextGaussian());
    return logits;
  }

  private NDArray array(double[] logits, long... shape) {
    return manager.create(logits).reshape(new Shape(shape));
  }

  private NDArray ids(long... shape) {
    int count = (int) new Shape(shape).size();
    int[] ids = new int[count];
    Arrays.setAll(ids, k -> (3 * k + 1) % SIZE);
    return manager.create(ids).reshape(new Shape(shape));
  }

  @Test
  void labelsHaveTheShapeOfThePositions() {
    SimilarityLoss loss = loss("ce").build();
    NDArray sequence = array(logits(10), 2, 5, SIZE);
    NDArray flat = array(logits(10), 10, SIZE);
    float want = (float) loss.evaluate(new NDList(ids(10)), new NDList(flat)).getDouble();
    for (long[] shape : new long[][] {{2, 5}, {2, 5, 1}}) {
      NDArray value = loss.evaluate(new NDList(ids(shape)), new NDList(sequence));
      assertEquals(want, (float) value.getDouble(), new Shape(shape).toString());
    }
    assertEquals(want, (float) loss.evaluate(new NDList(ids(10, 1)), new NDList(flat)).getDouble());
    for (long[] shape : new long[][] {{5, 2}, {10}, {1, 10}, {2, 1, 5}, {5, 2, 1}, {2, 4}, {}}) {
      refused("labels of shape " + new Shape(shape), loss, new NDList(ids(shape)), sequence);
    }
    for (long[] shape : new long[][] {{2, 5}, {5, 2}, {1, 10}, {9}, {10, SIZE}}) {
      refused("labels of shape " + new Shape(shape), loss, new NDList(ids(shape)), flat);
    }
    refused("0 arrays of labels", loss, new NDList(), flat);
    refused("3 arrays of labels", loss, new NDList(ids(10), ids(10), ids(10)), flat);
  }

  /** Half precision rounds ids above 2,048. */
  @Test
  void idsOfATypeThatRoundsThemAreRefused() {
    SimilarityLoss large = SimilarityLoss.of(ReconstructionLoss.crossEntropy(3000));
    NDArray half = manager.create(new int[] {7}).toType(DataType.FLOAT16, true);
    refused("ids of type", large, new NDList(half), manager.zeros(new Shape(1, 3000)));
  }

  private void refused(String part, SimilarityLoss loss, NDList labels, NDArray logits) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> loss.evaluate(labels, new NDList(logits)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  /** Of a value and its gradient, each position weighed by hand. */
  @Test
  void aMaskWeighsPositionsAndItsSumDivides() {
    double[] logits = logits(6);
    float[] mask = {1, 0, 0.25f, 2, 0, 1};
    for (String name : List.of("ce", "soft-label", "weighted-ce", "weighted-sim")) {
      for (String reduction : List.of("token-mean", "position-mean")) {
        LossSpec spec = LossSpec.of(name).with("reduction", reduction);
        SimilarityLoss tested = SimilarityLoss.builder(spec, vectors()).build();
        ReferenceLoss reference = ReferenceLoss.of(tested.loss());
        double divisor = tested.loss().reduction().divisor(4.25, 6);
        double want = 0;
        double[] slopes = new double[logits.length];
        for (int n = 0; n < 6; n++) {
          double[] slope = new double[SIZE];
          double[] row = Arrays.copyOfRange(logits, n * SIZE, (n + 1) * SIZE);
          want += mask[n] * reference.position(row, (3 * n + 1) % SIZE, slope) / divisor;
          for (int i = 0; i < SIZE; i++) {
            slopes[n * SIZE + i] = mask[n] * slope[i] / divisor;
          }
        }
        NDArray z = array(logits, 2, 3, SIZE);
        z.setRequiresGradient(true);
        NDList labels = new NDList(ids(2, 3), manager.create(mask).reshape(2, 3));
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          NDArray value = tested.evaluate(labels, new NDList(z));
          assertEquals(want, value.getDouble(), 1e-6, spec.toString());
          collector.backward(value);
        }
        double[] got = z.getGradient().toDoubleArray();
        for (int k = 0; k < got.length; k++) {
          assertEquals(slopes[k], got[k], 1e-6, spec + ", entry " + k);
        }
      }
    }
  }

  /** As DJL's MaskedSoftmaxCrossEntropyLoss takes them. */
  @Test
  void realLengthsAreAMask() {
    SimilarityLoss loss = loss("soft-label").build();
    NDList z = new NDList(array(logits(6), 2, 3, SIZE));
    NDArray mask = manager.create(new float[] {1, 1, 0, 1, 0, 0}).reshape(2, 3);
    NDArray lengths = manager.create(new int[] {2, 1});
    double want = loss.evaluate(new NDList(ids(2, 3), mask), z).getDouble();
    assertEquals(want, loss.evaluate(new NDList(ids(2, 3), lengths), z).getDouble());
    NDArray none = manager.create(new int[] {0, 0});
    assertEquals(0, loss.evaluate(new NDList(ids(2, 3), none), z).getDouble());
    for (int[] wrong : new int[][] {{4, 1}, {-1, 1}, {1, 1, 1}}) {
      NDList labels = new NDList(ids(2, 3), manager.create(wrong));
      assertThrows(IllegalArgumentException.class, () -> loss.evaluate(labels, z));
    }
    NDArray negative = manager.create(new float[] {1, 1, -1, 1, 0, 0}).reshape(2, 3);
    refused("mask is -1.0", loss, new NDList(ids(2, 3), negative), z.get(0));
    refused("mask of shape (3, 2)", loss, new NDList(ids(2, 3), ids(3, 2)), z.get(0));
  }

  @Test
  void nameAndWeightAreThoseOfTheBuilder() {
    NDList z = new NDList(array(logits(3), 3, SIZE));
    Loss plain = loss("soft-label").build();
    SimilarityLoss named = loss("soft-label").name("meaning").weight(-0.5f).build();
    assertEquals("SimilarityLoss(soft-label)", plain.getName());
    assertEquals("meaning", named.getName());
    double value = plain.evaluate(new NDList(ids(3)), z).getDouble();
    assertEquals(-0.5 * value, named.evaluate(new NDList(ids(3)), z).getDouble(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> loss("ce").weight(Float.NaN));
    // As a trainer asks it; DJL adds up floats.
    named.addAccumulator("train");
    NDList floats = new NDList(z.get(0).toType(DataType.FLOAT32, true));
    named.updateAccumulator("train", new NDList(ids(3)), floats);
    assertEquals(-0.5 * value, named.getAccumulator("train"), 1e-6);
  }

  /** The caller's scope frees the result; nothing else stays behind, and tables do not go. */
  @Test
  void aScopeOfTheCallersFreesTheResultAndNoTable() {
    try (NDManager own = manager.newSubManager()) {
      for (String name : List.of("ce", "soft-label", "weighted-ce")) {
        SimilarityLoss loss = loss(name).build();
        NDList z = new NDList(own.create(logits(3)).reshape(3, SIZE));
        NDList labels = new NDList(own.create(new int[] {1, 4, 7}));
        int before = own.getManagedArrays().size();
        double first = 0;
        List<NDArray> results = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray value = loss.evaluate(labels, z);
            first = k == 0 ? value.getDouble() : first;
            assertEquals(first, value.getDouble(), name + ", evaluation " + k);
            results.add(value);
          }
        }
        assertTrue(results.stream().allMatch(NDArray::isReleased), name);
        assertEquals(before, own.getManagedArrays().size(), name);
        NDArray kept = loss.evaluate(labels, z);
        assertFalse(kept.isReleased());
        assertEquals(before + 1, own.getManagedArrays().size(), name + ": the result alone");
      }
    }
  }
}
