package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reading and writing a model's state. */
public interface StateContract extends Contract {

  /** What goes in comes out, bit by bit. */
  @Test
  default void weightsRoundTrip() {
    Toy toy = Toy.small(601);
    try (TrainableModel model = open(toy)) {
      assertSameTensors(toy.weights(), model.weights(), "created");
      NamedTensors others = Toy.small(602).weights();
      model.setWeights(others);
      assertSameTensors(others, model.weights(), "set");
    }
  }

  /** Shapes and names too. The order of names is the engine's. */
  private static void assertSameTensors(NamedTensors want, NamedTensors got, String what) {
    Numbers.assertIdentical(want, got, what);
    want.asMap()
        .forEach((name, tensor) -> assertEquals(tensor.toString(), got.get(name).toString(), name));
  }

  /** New weights, the embedding among them, change everything that depends on them. */
  @Test
  default void setWeightsChangesResults() {
    Toy toy = Toy.small(603);
    Toy other = Toy.small(604);
    Batch batch = toy.batch(4, 0);
    try (TrainableModel model = open(toy);
        TrainableModel fresh = open(other)) {
      float[] before = model.encode(batch);
      double loss = model.evaluate(batch).mean();
      model.setWeights(other.weights());
      Numbers.assertIdentical(fresh.encode(batch), model.encode(batch), "codes");
      assertEquals(fresh.evaluate(batch), model.evaluate(batch));
      Numbers.assertIdentical(
          fresh.differentiate(batch).tensors(), model.differentiate(batch).tensors(), "gradients");
      assertNotEquals(loss, model.evaluate(batch).mean(), 1e-3);
      assertNotEquals(before[0], model.encode(batch)[0], 1e-6f);
      // Each tensor by itself.
      for (String name : toy.weights().names()) {
        model.setWeights(other.weights());
        double whole = model.evaluate(batch).mean();
        model.setWeights(with(other.weights(), name, toy.weights().get(name)));
        assertNotEquals(whole, model.evaluate(batch).mean(), 1e-6, name);
      }
    }
  }

  private static NamedTensors with(NamedTensors weights, String name, Tensor tensor) {
    NamedTensors changed = new NamedTensors();
    weights.asMap().forEach((key, old) -> changed.put(key, key.equals(name) ? tensor : old));
    return changed;
  }

  /** What is handed over or given out is a copy. */
  @Test
  default void weightsAreCopies() {
    Toy toy = Toy.small(605);
    NamedTensors handed = Toy.small(605).weights();
    Batch batch = toy.batch(4, 0);
    try (TrainableModel model =
        engine().trainable(toy.spec(), handed, toy.crossEntropy(), AdamSettings.DEFAULT)) {
      float[] codes = model.encode(batch);
      handed.asMap().values().forEach(tensor -> Arrays.fill(tensor.data(), 9));
      Numbers.assertIdentical(codes, model.encode(batch), "after the source was changed");
      model.weights().asMap().values().forEach(tensor -> Arrays.fill(tensor.data(), 9));
      Numbers.assertIdentical(codes, model.encode(batch), "after the copy was changed");
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights");
      NamedTensors snapshot = model.weights();
      model.train(batch, 0.1);
      Numbers.assertIdentical(toy.weights(), snapshot, "the copy after a step");
    }
  }

  /** Before the first step: no steps, and zeros for every trainable tensor. */
  @Test
  default void freshOptimizer() {
    Toy toy = Toy.small(606);
    try (TrainableModel model = open(toy)) {
      OptimizerState state = model.optimizerState();
      assertEquals(0, state.step());
      for (NamedTensors moments :
          new NamedTensors[] {state.firstMoments(), state.secondMoments()}) {
        assertEquals(toy.spec().trainable().keySet(), moments.names());
        moments
            .asMap()
            .forEach(
                (name, tensor) -> {
                  assertEquals(toy.weights().get(name).toString(), tensor.toString(), name);
                  Numbers.assertIdentical(new float[tensor.data().length], tensor.data(), name);
                });
      }
    }
  }

  /** A run cut in two and put together by weights and optimizer state is the run in one. */
  @TestFactory
  default Stream<DynamicTest> exactResume() {
    Toy toy = Toy.small(607);
    return toy.losses().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(entry.getKey(), () -> exactResume(toy, entry.getValue())));
  }

  private void exactResume(Toy toy, ReconstructionLoss loss) {
    NamedTensors weights;
    OptimizerState state;
    try (TrainableModel model = model(toy, loss)) {
      train(model, toy, 0, 4);
      weights = model.weights();
      state = model.optimizerState();
    }
    assertEquals(4, state.step());
    try (TrainableModel whole = model(toy, loss);
        // Weights of another model: nothing but what is set may matter.
        TrainableModel resumed = model(Toy.small(608), loss)) {
      train(whole, toy, 0, 7);
      train(resumed, toy, 9, 11);
      resumed.setWeights(weights);
      resumed.setOptimizerState(state);
      Numbers.assertIdentical(state.firstMoments(), resumed.optimizerState().firstMoments(), "m");
      Numbers.assertIdentical(state.secondMoments(), resumed.optimizerState().secondMoments(), "v");
      train(resumed, toy, 4, 7);
      assertSameState(whole, resumed);
    }
  }

  /** The same run twice gives the same bits. */
  @TestFactory
  default Stream<DynamicTest> deterministic() {
    Toy toy = Toy.of(211, 19, 13, 9, 609);
    return toy.losses().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (TrainableModel first = model(toy, entry.getValue());
                          TrainableModel second = model(toy, entry.getValue())) {
                        train(first, toy, 0, 5);
                        train(second, toy, 0, 5);
                        assertSameState(first, second);
                        Batch batch = toy.batch(13, 99);
                        assertEquals(first.evaluate(batch), second.evaluate(batch));
                        Numbers.assertIdentical(first.encode(batch), second.encode(batch), "codes");
                      }
                    }));
  }

  private static void assertSameState(TrainableModel want, TrainableModel got) {
    Numbers.assertIdentical(want.weights(), got.weights(), "weights");
    OptimizerState a = want.optimizerState();
    OptimizerState b = got.optimizerState();
    assertEquals(a.step(), b.step());
    Numbers.assertIdentical(a.firstMoments(), b.firstMoments(), "first moments");
    Numbers.assertIdentical(a.secondMoments(), b.secondMoments(), "second moments");
  }

  private static void train(TrainableModel model, Toy toy, int from, int to) {
    for (int step = from; step < to; step++) {
      model.train(toy.batch(13, step), 0.01);
    }
  }
}
