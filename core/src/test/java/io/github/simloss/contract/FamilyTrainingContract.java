package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.github.simloss.selftest.golden.EngineCheck;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
      // Weights of both signs make sums that cancel.
      double bound = 1e-5 * Math.max(1, Math.abs(want.mean()));
      assertEquals(want.mean(), dev.mean(), bound, "dev loss");
      assertEquals(want.divisor(), dev.divisor(), 1e-6 * want.divisor(), "divisor");
      Gradients got = model.differentiate(batch);
      assertEquals(want.mean(), got.loss().mean(), bound, "loss");
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
