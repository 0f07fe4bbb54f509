package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The state of members of the family of models: a step in halves, a run in parts, batches that are
 * refused, and the end.
 */
public interface FamilyStateContract extends Contract {

  /** Both halves in turn are a step, to the last bit, also where gradients are clipped. */
  @TestFactory
  default Stream<DynamicTest> familyBothHalvesAreAStep() {
    List<Toy> members = FamilyToys.three();
    return IntStream.range(0, members.size())
        .mapToObj(
            k ->
                DynamicTest.dynamicTest(
                    FamilyToys.name(members.get(k)),
                    () -> halves(members.get(k), FamilyToys.loss(members.get(k), k))));
  }

  private void halves(Toy toy, ReconstructionLoss loss) {
    AdamSettings defaults = AdamSettings.DEFAULT;
    AdamSettings clipped =
        new AdamSettings(defaults.beta1(), defaults.beta2(), defaults.epsilon(), 0.01);
    for (AdamSettings adam : List.of(defaults, clipped)) {
      try (TrainableModel whole = model(toy, loss, adam);
          TrainableModel halves = model(toy, loss, adam)) {
        for (int k = 0; k < 4; k++) {
          Batch batch = FamilyToys.batch(toy, 3 + k, k);
          StepResult step = whole.train(batch, 0.01);
          Gradients gradients = halves.differentiate(batch);
          double norm = halves.update(gradients.tensors(), 0.01);
          assertEquals(step.loss(), gradients.loss());
          assertEquals(step.gradientNorm(), norm);
          Numbers.assertIdentical(whole.weights(), halves.weights(), "weights");
        }
        assertSameState(whole, halves);
      }
    }
  }

  /** A run cut in two and put together by weights and optimizer state is the run in one. */
  @TestFactory
  default Stream<DynamicTest> familyExactResume() {
    List<Toy> members = FamilyToys.three();
    return IntStream.range(0, members.size())
        .mapToObj(
            k ->
                DynamicTest.dynamicTest(
                    FamilyToys.name(members.get(k)),
                    () -> resume(members.get(k), FamilyToys.loss(members.get(k), k + 1))));
  }

  private void resume(Toy toy, ReconstructionLoss loss) {
    NamedTensors weights;
    OptimizerState state;
    try (TrainableModel model = model(toy, loss)) {
      Numbers.assertIdentical(toy.weights(), model.weights(), "weights handed over");
      train(model, toy, 0, 3);
      weights = model.weights();
      state = model.optimizerState();
    }
    toy.spec()
        .frozen()
        .keySet()
        .forEach(
            name ->
                Numbers.assertIdentical(
                    toy.weights().get(name).data(), weights.get(name).data(), name));
    Toy other = FamilyToys.of(toy.spec(), toy.seed() + 50);
    try (TrainableModel whole = model(toy, loss);
        TrainableModel resumed = model(other, loss)) {
      train(whole, toy, 0, 6);
      train(resumed, toy, 8, 10);
      resumed.setWeights(weights);
      resumed.setOptimizerState(state);
      train(resumed, toy, 3, 6);
      assertSameState(whole, resumed);
      Batch batch = FamilyToys.batch(toy, 5, 20);
      assertEquals(whole.evaluate(batch), resumed.evaluate(batch));
      Numbers.assertIdentical(whole.encode(batch), resumed.encode(batch), "codes");
    }
  }

  private static void train(TrainableModel model, Toy toy, int from, int to) {
    for (int step = from; step < to; step++) {
      model.train(FamilyToys.batch(toy, 5, step), 0.01);
    }
  }

  private static void assertSameState(TrainableModel want, TrainableModel got) {
    Numbers.assertIdentical(want.weights(), got.weights(), "weights");
    OptimizerState a = want.optimizerState();
    OptimizerState b = got.optimizerState();
    assertEquals(a.step(), b.step());
    Numbers.assertIdentical(a.firstMoments(), b.firstMoments(), "first moments");
    Numbers.assertIdentical(a.secondMoments(), b.secondMoments(), "second moments");
  }

  /** Every part of a batch is checked before anything happens. */
  @Test
  default void familyBatchesThatDoNotFit() {
    for (Toy toy : FamilyToys.three()) {
      int size = toy.spec().vocabularySize();
      int padding = toy.spec().embedding().paddingId();
      TokenRows good = TokenRows.of(new int[][] {{1, 2}, {3}}, 4, padding);
      TokenRows bad = TokenRows.of(new int[][] {{1, size}, {3}}, 4, padding);
      try (TrainableModel model = model(toy, toy.crossEntropy())) {
        NamedTensors before = model.weights();
        for (Batch batch :
            List.of(new Batch(bad, good), new Batch(good, bad), new Batch(good, good, bad))) {
          for (Executable use :
              List.<Executable>of(
                  () -> model.train(batch, 0.01),
                  () -> model.evaluate(batch),
                  () -> model.differentiate(batch))) {
            String message = assertThrows(IllegalArgumentException.class, use).getMessage();
            assertEquals(
                "id " + size + " in row 0 at time 1 is outside [0, " + size + ")", message);
          }
        }
        Numbers.assertIdentical(before, model.weights(), "weights");
        assertEquals(0, model.optimizerState().step());
      }
    }
  }

  /** A closed model is neither trained nor read. */
  @Test
  default void familyClosedTraining() {
    for (Toy toy : FamilyToys.three()) {
      Batch batch = FamilyToys.batch(toy, 3, 0);
      TrainableModel model = model(toy, toy.crossEntropy());
      model.train(batch, 0.01);
      float[] codes = model.encode(batch);
      NamedTensors gradients = model.differentiate(batch).tensors();
      OptimizerState state = model.optimizerState();
      model.close();
      model.close();
      for (Executable use :
          List.<Executable>of(
              () -> model.train(batch, 0.01),
              () -> model.evaluate(batch),
              () -> model.differentiate(batch),
              () -> model.update(gradients, 0.01),
              () -> model.encode(batch),
              () -> model.wordLogits(codes),
              () -> model.decoder(codes),
              model::weights,
              () -> model.setWeights(toy.weights()),
              model::optimizerState,
              () -> model.setOptimizerState(state))) {
        assertThrows(IllegalStateException.class, use);
      }
    }
  }
}
