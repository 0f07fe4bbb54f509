package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaAdam;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Steps of training. */
public interface TrainingContract extends Contract {

  /** Clip and Adam against double precision: clipping active, idle and off; other settings. */
  @TestFactory
  default Stream<DynamicTest> clipAndAdam() {
    return Stream.of(
            new AdamSettings(0.9, 0.999, 1e-8, 0.02),
            new AdamSettings(0.9, 0.999, 1e-8, 5),
            new AdamSettings(0.9, 0.999, 1e-8, Double.POSITIVE_INFINITY),
            new AdamSettings(0.5, 0.9, 1e-3, 0.1),
            new AdamSettings(0, 0.99, 1e-2, 1))
        .map(adam -> DynamicTest.dynamicTest(adam.toString(), () -> clipAndAdam(adam)));
  }

  private void clipAndAdam(AdamSettings settings) {
    Toy toy = Toy.small(501);
    ReconstructionLoss loss = toy.losses().get("soft-label");
    ReferenceModel want = toy.reference();
    JavaAdam adam = new JavaAdam(settings, want.zeros());
    try (TrainableModel model = model(toy, loss, settings)) {
      for (int step = 0; step < 8; step++) {
        Batch batch = toy.batch(5, step);
        double rate = 0.01 / (1 + step);
        ReferenceModel.Result result = want.gradients(batch, ReferenceLoss.of(loss));
        double norm = adam.update(want.weights(), result.gradients(), rate);
        StepResult got = model.train(batch, rate);
        assertEquals(result.mean(), got.loss().mean(), 1e-4, "loss of step " + step);
        assertEquals(result.divisor(), got.loss().divisor(), "divisor of step " + step);
        assertEquals(norm, got.gradientNorm(), 1e-4 * norm, "norm before clipping");
      }
      Numbers.assertClose(want.weights(), model.weights(), 1e-4, "weights");
      assertEquals(8, model.optimizerState().step());
      Numbers.assertClose(
          adam.firstMoments(), model.optimizerState().firstMoments(), 1e-3, "first moments");
      Numbers.assertClose(
          adam.secondMoments(), model.optimizerState().secondMoments(), 1e-3, "second moments");
    }
  }

  /** Every loss falls on a few sentences, and the embedding stays as it is. */
  @TestFactory
  default Stream<DynamicTest> learningLowersTheLoss() {
    Toy toy = Toy.small(502);
    return toy.losses().entrySet().stream()
        // Random weights of both signs have no minimum.
        .filter(entry -> !entry.getKey().equals("dense"))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Batch batch = toy.batch(6, 0);
                      try (TrainableModel model = model(toy, entry.getValue())) {
                        double before = model.evaluate(batch).mean();
                        for (int step = 0; step < 60; step++) {
                          model.train(batch, 0.01);
                        }
                        double after = model.evaluate(batch).mean();
                        double fall = Math.max(0.2, 0.2 * Math.abs(before));
                        assertTrue(after < before - fall, before + " became " + after);
                        Numbers.assertIdentical(
                            toy.weights().get(Parameters.EMBEDDING).data(),
                            model.weights().get(Parameters.EMBEDDING).data(),
                            "embedding");
                      }
                    }));
  }

  /** A step reports the loss before its update, the one that evaluate gives. */
  @Test
  default void aStepReportsTheLossBeforeIt() {
    Toy toy = Toy.small(503);
    Batch batch = toy.batch(5, 0);
    try (TrainableModel model = model(toy, toy.losses().get("weighted-ce"))) {
      double before = model.evaluate(batch).mean();
      assertEquals(before, model.train(batch, 0.1).loss().mean(), 1e-5);
      assertTrue(Math.abs(model.evaluate(batch).mean() - before) > 1e-3, "the step changed it");
    }
  }

  /** Evaluating, gradients, encoding and decoding leave the model as it was. */
  @Test
  default void onlyTrainingChangesTheModel() {
    Toy toy = Toy.small(504);
    Batch batch = toy.batch(5, 0);
    try (TrainableModel model = model(toy, toy.losses().get("soft-label"))) {
      model.train(batch, 0.01);
      NamedTensors weights = model.weights();
      NamedTensors moments = model.optimizerState().firstMoments();
      model.evaluate(batch);
      model.differentiate(batch);
      model.differentiate(batch);
      float[] codes = model.encode(batch);
      try (var decoder = model.decoder(codes)) {
        decoder.step(new int[5]);
      }
      Numbers.assertIdentical(weights, model.weights(), "weights");
      Numbers.assertIdentical(moments, model.optimizerState().firstMoments(), "moments");
      assertEquals(1, model.optimizerState().step());
    }
  }

  /** A gradient is that of its batch alone: those of the steps before do not add to it. */
  @Test
  default void gradientsDoNotAddUp() {
    Toy toy = Toy.small(505);
    Batch batch = toy.batch(5, 0);
    try (TrainableModel model = model(toy, toy.crossEntropy())) {
      NamedTensors want = model.differentiate(batch).tensors();
      model.differentiate(toy.batch(4, 1)).tensors();
      model.train(toy.batch(4, 2), 0.1);
      model.setWeights(toy.weights());
      Numbers.assertClose(
          ReferenceModel.doubles(want), model.differentiate(batch).tensors(), 1e-6, "gradient");
    }
  }

  /** A step whose loss or gradient is not finite is reported and not made. */
  @Test
  default void aStepThatIsNotFiniteIsNotMade() {
    Toy toy = Toy.small(506);
    Batch batch = toy.batch(5, 0);
    for (String name :
        List.of(
            Parameters.PROJECTION_BIAS,
            LstmNames.encoder(0, false).inputWeight(),
            LstmNames.DECODER.hiddenBias())) {
      NamedTensors broken = new NamedTensors();
      toy.weights()
          .asMap()
          .forEach(
              (key, tensor) -> {
                float[] data = tensor.data().clone();
                if (key.equals(name)) {
                  data[0] = Float.NaN;
                }
                broken.put(key, new Tensor(tensor.shape(), data));
              });
      for (ReconstructionLoss loss : toy.losses().values()) {
        try (TrainableModel model = model(toy, loss)) {
          model.train(batch, 0.01);
          NamedTensors moments = model.optimizerState().firstMoments();
          model.setWeights(broken);
          StepResult step = model.train(batch, 0.01);
          String what = name + ", " + loss.name();
          assertFalse(step.isFinite(), what + ": " + step);
          Numbers.assertIdentical(broken, model.weights(), what);
          Numbers.assertIdentical(moments, model.optimizerState().firstMoments(), what);
          assertEquals(1, model.optimizerState().step(), what);
          // It goes on once the weights are mended.
          model.setWeights(toy.weights());
          assertTrue(model.train(batch, 0.01).isFinite(), what);
        }
      }
    }
  }

  /** Batches of any size and length follow each other. */
  @Test
  default void batchesOfChangingShape() {
    Toy toy = Toy.small(507);
    ReconstructionLoss loss = toy.losses().get("weighted-sim");
    ReferenceModel want = toy.reference();
    JavaAdam adam = new JavaAdam(AdamSettings.DEFAULT, want.zeros());
    try (TrainableModel model = model(toy, loss)) {
      int[] sizes = {3, 11, 1, 7, 2};
      for (int step = 0; step < sizes.length; step++) {
        int[][] sentences = toy.sentences(sizes[step], step);
        Batch batch =
            Batch.of(
                sentences,
                toy.spec().embedding().maxLength() + step % 3,
                toy.spec().embedding().paddingId());
        ReferenceModel.Result result = want.gradients(batch, ReferenceLoss.of(loss));
        adam.update(want.weights(), result.gradients(), 0.01);
        assertEquals(result.mean(), model.train(batch, 0.01).loss().mean(), 1e-4, "step " + step);
      }
      Numbers.assertClose(want.weights(), model.weights(), 1e-3, "weights");
    }
  }
}
