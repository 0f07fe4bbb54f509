package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Names, devices, and arguments that are refused rather than computed with. */
public interface ArgumentContract extends Contract {

  /** The name is lower case, and there is an engine behind it. */
  @Test
  default void nameAndEngine() {
    String name = underTest().name();
    assertEquals(name.toLowerCase(Locale.ROOT), name);
    assertTrue(name.matches("[a-z0-9-]+"), name);
    assertFalse(underTest().description().isBlank());
  }

  /** The CPU is there and comes first. */
  @Test
  default void devices() {
    List<Device> devices = underTest().devices();
    assertEquals(Device.CPU, devices.get(0));
    assertEquals(devices.size(), devices.stream().distinct().count(), devices.toString());
    assertTrue(devices.contains(where()), where() + " is not among " + devices);
  }

  /** A device that is not there is named, and those that are. */
  @Test
  default void unknownDevice() {
    Device none = Device.gpu(97);
    SimlossException e = assertThrows(SimlossException.class, () -> underTest().open(none));
    assertTrue(e.getMessage().contains("gpu:97"), e.getMessage());
    assertTrue(e.getMessage().contains("cpu"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  /** Threads are at least one. */
  @Test
  default void threads() {
    int threads = engine().threads();
    assertTrue(threads >= 1, threads + " threads");
    refused(() -> EngineConfig.of(where()).withThreads(-1));
    try (Engine one = underTest().open(EngineConfig.of(where()).withThreads(1))) {
      assertEquals(1, one.threads());
    } finally {
      underTest().open(EngineConfig.of(where()).withThreads(threads)).close();
    }
    assertEquals(threads, engine().threads());
  }

  /** A model knows what it was made of. */
  @Test
  default void specAndDevice() {
    Toy toy = Toy.small(702);
    try (TrainableModel model = open(toy)) {
      assertEquals(toy.spec(), model.spec());
      assertEquals(where(), model.device());
    }
  }

  /** Weights that do not fit are refused, at creation and later; the old ones stay. */
  @Test
  default void weightsThatDoNotFit() {
    Toy toy = Toy.small(703);
    NamedTensors missing = new NamedTensors();
    NamedTensors misshapen = new NamedTensors();
    NamedTensors unknown = new NamedTensors().put("encoder.weight", Tensor.vector(1));
    toy.weights()
        .asMap()
        .forEach(
            (name, tensor) -> {
              boolean bias = name.equals(Parameters.PROJECTION_BIAS);
              if (!bias) {
                missing.put(name, tensor);
              }
              misshapen.put(name, bias ? Tensor.vector(1, 2) : tensor);
              unknown.put(name, tensor);
            });
    try (TrainableModel model = open(toy)) {
      for (NamedTensors bad : List.of(missing, misshapen, unknown)) {
        refused(
            () -> engine().trainable(toy.spec(), bad, toy.crossEntropy(), AdamSettings.DEFAULT));
        refused(() -> model.setWeights(bad));
      }
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights");
    }
  }

  /** A loss over another vocabulary is refused. */
  @Test
  default void lossThatDoesNotFit() {
    refused(() -> model(Toy.small(704), ReconstructionLoss.crossEntropy(22)));
  }

  /** An id outside the vocabulary is refused before anything native sees it. */
  @Test
  default void idsOutOfRange() {
    Toy toy = Toy.small(705);
    int size = toy.spec().vocabularySize();
    int dimension = toy.spec().dimension();
    try (TrainableModel model = open(toy)) {
      for (int id : new int[] {-1, size, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        Batch bad = Batch.of(new int[][] {{1, 2}, {1, id}}, 3, toy.spec().embedding().paddingId());
        refused(() -> model.train(bad, 0.01));
        refused(() -> model.evaluate(bad));
        refused(() -> model.differentiate(bad).tensors());
        refused(() -> model.encode(bad));
      }
      Batch beyond = Batch.of(new int[][] {{1, size + 2}}, 3, toy.spec().embedding().paddingId());
      refused(() -> model.encode(beyond.source(), new float[2 * dimension]));
      refused(() -> model.encode(toy.batch(2, 0).source(), new float[dimension + 1]));
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights");
      assertEquals(0, model.optimizerState().step());
    }
  }

  /** A learning rate that is no positive number is refused. */
  @Test
  default void learningRates() {
    Toy toy = Toy.small(706);
    try (TrainableModel model = open(toy)) {
      for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        refused(() -> model.train(toy.batch(2, 0), rate));
      }
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights");
    }
  }

  /** Codes come in rows of H. */
  @Test
  default void codesThatDoNotFit() {
    Toy toy = Toy.small(707);
    try (TrainableModel model = open(toy)) {
      refused(() -> model.decoder(new float[0]));
      refused(() -> model.decoder(new float[toy.spec().codeSize() + 1]));
    }
  }

  /** Moments that do not fit are refused; the old ones stay. */
  @Test
  default void optimizerStateThatDoesNotFit() {
    Toy toy = Toy.small(708);
    try (TrainableModel model = open(toy)) {
      model.train(toy.batch(3, 0), 0.01);
      OptimizerState good = model.optimizerState();
      OptimizerState large = state(Toy.of(29, 5, 7, 6, 1));
      refused(() -> model.setOptimizerState(large));
      refused(
          () ->
              model.setOptimizerState(
                  new OptimizerState(1, good.firstMoments(), new NamedTensors())));
      assertEquals(1, model.optimizerState().step());
      Numbers.assertIdentical(good.firstMoments(), model.optimizerState().firstMoments(), "m");
      Numbers.assertIdentical(good.secondMoments(), model.optimizerState().secondMoments(), "v");
    }
  }

  private OptimizerState state(Toy toy) {
    try (TrainableModel model = open(toy)) {
      return model.optimizerState();
    }
  }

  /** Logits and targets of a loss must fit. */
  @Test
  default void lossArgumentsThatDoNotFit() {
    ReconstructionLoss loss = ReconstructionLoss.crossEntropy(3);
    refused(() -> engine().loss(loss, new float[5], new int[2], -1));
    refused(() -> engine().loss(loss, new float[6], new int[] {0, 3}, -1));
    refused(() -> engine().loss(loss, new float[6], new int[] {0, -1}, 2));
  }

  private static void refused(Executable use) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, use);
    assertFalse(e.getMessage() == null || e.getMessage().isBlank(), "an error says why");
  }
}
