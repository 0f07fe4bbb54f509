package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.selftest.golden.EngineCheck;
import io.github.simloss.tensor.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Evaluating and training every member of the family of models. */
public interface FamilyTrainingContract extends Contract {

  /** Nine members with known codes, logits, gradients, and 10 steps with each of their losses. */
  @TestFactory
  default Stream<DynamicTest> goldenFamily() {
    List<EngineCheck.Check> checks = EngineCheck.onClassPath().runFamily(engine());
    assertTrue(checks.size() > 100, "the golden file holds cases");
    return checks.stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.name(), () -> assertTrue(check.ok(), check.toString())));
  }

  /** Dev loss and gradients against the model in double precision. */
  @TestFactory
  default Stream<DynamicTest> familyGradients() {
    List<Toy> members = FamilyToys.members(2301);
    return IntStream.range(0, members.size())
        .boxed()
        .flatMap(
            k ->
                // Two of the losses each, so that every decoder meets every structure.
                Stream.of(k, k / 4 + 3)
                    .map(
                        number -> {
                          Toy toy = members.get(k);
                          ReconstructionLoss loss = FamilyToys.loss(toy, number);
                          return DynamicTest.dynamicTest(
                              FamilyToys.name(toy) + ", " + loss.name(),
                              () -> compare(toy, loss, FamilyToys.batch(toy, 5, number)));
                        }));
  }

  private void compare(Toy toy, ReconstructionLoss loss, Batch batch) {
    ReferenceModel.Result want = toy.reference().gradients(batch, ReferenceLoss.of(loss));
    try (TrainableModel model = model(toy, loss)) {
      LossSum dev = model.evaluate(batch);
      assertEquals(want.mean(), dev.mean(), 1e-5 * Math.abs(want.mean()), "dev loss");
      assertEquals(want.divisor(), dev.divisor(), 1e-6 * want.divisor(), "divisor");
      Gradients got = model.differentiate(batch);
      assertEquals(want.mean(), got.loss().mean(), 1e-5 * Math.abs(want.mean()), "loss");
      assertEquals(want.divisor(), got.loss().divisor(), 1e-6 * want.divisor(), "divisor");
      assertEquals(toy.spec().trainable().keySet(), got.tensors().names());
      Numbers.assertClose(want.gradients(), got.tensors(), 1e-4, "gradient");
    }
  }

  /** Sources may be longer than targets or shorter, and a decoder may be fed with other words. */
  @TestFactory
  default Stream<DynamicTest> familySourceAndTarget() {
    return FamilyToys.three().stream()
        .map(toy -> DynamicTest.dynamicTest(FamilyToys.name(toy), () -> sourceAndTarget(toy)));
  }

  private void sourceAndTarget(Toy toy) {
    int padding = toy.spec().embedding().paddingId();
    int[][] longer = {{1, 4, 2, 9, 8, 11, 3}, {7, 7, 5}, {12, 3, 6, 1}, {5, 6}};
    int[][] shorter = {{2}, {7, 5}, {12}, {6, 5}};
    int[][] others = {{3}, {18, 5}, {3}, {3, 3}};
    ReconstructionLoss loss = toy.losses().get("soft-label");
    TokenRows longRows = TokenRows.of(longer, 7, padding);
    TokenRows shortRows = TokenRows.of(shorter, 3, padding);
    Batch fed = new Batch(longRows, shortRows, TokenRows.of(others, 3, padding));
    compare(toy, loss, new Batch(longRows, shortRows));
    compare(toy, loss, new Batch(shortRows, longRows));
    compare(toy, loss, fed);
    try (TrainableModel model = model(toy, loss)) {
      double plain = model.evaluate(new Batch(longRows, shortRows)).mean();
      assertNotEquals(plain, model.evaluate(Batch.of(shortRows)).mean(), 1e-4);
      double replaced = model.evaluate(fed).mean();
      if (toy.spec().decoder().kind() == DecoderKind.BAG) {
        assertEquals(plain, replaced, "a bag is fed with nothing");
      } else {
        assertNotEquals(plain, replaced, 1e-4);
      }
    }
  }

  /** Padding among the targets costs nothing; a batch of nothing else costs 0. */
  @TestFactory
  default Stream<DynamicTest> familyTargetsOfPadding() {
    return FamilyToys.three().stream()
        .map(toy -> DynamicTest.dynamicTest(FamilyToys.name(toy), () -> paddedTargets(toy)));
  }

  private void paddedTargets(Toy toy) {
    int padding = toy.spec().embedding().paddingId();
    TokenRows source = TokenRows.of(new int[][] {{1, 4}, {2}, {7, 8, 9}}, 4, padding);
    int[][] some = {{padding}, {5, padding, 6}, {padding, 7}};
    int[][] none = {{padding}, {padding, padding}, {padding}};
    for (String name : List.of("ce", "soft-label", "weighted-ce", "position-mean")) {
      ReconstructionLoss loss = toy.losses().get(name);
      compare(toy, loss, new Batch(source, TokenRows.of(some, 4, padding)));
      try (TrainableModel model = model(toy, loss)) {
        Batch empty = new Batch(source, TokenRows.of(none, 4, padding));
        assertEquals(0, model.evaluate(empty).mean());
        for (var entry : model.differentiate(empty).tensors().asMap().entrySet()) {
          for (float value : entry.getValue().data()) {
            assertEquals(0, value, entry.getKey());
          }
        }
        StepResult step = model.train(empty, 0.01);
        assertEquals(0, step.gradientNorm());
      }
    }
  }

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

  /** Learning lowers the loss of a few sentences with every one of the three. */
  @Test
  default void familyLearns() {
    for (Toy toy : FamilyToys.three()) {
      Batch batch = FamilyToys.batch(toy, 6, 0);
      try (TrainableModel model = model(toy, toy.crossEntropy())) {
        double before = model.evaluate(batch).mean();
        double[] losses = new double[60];
        Arrays.setAll(losses, step -> model.train(batch, 0.01).loss().mean());
        assertEquals(before, losses[0], 1e-5 * before, FamilyToys.name(toy));
        double after = model.evaluate(batch).mean();
        assertTrue(after < 0.8 * before, before + " became " + after);
      }
    }
  }
}
