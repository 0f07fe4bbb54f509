package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Gradients;
import io.github.simloss.backend.StepResult;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaAdam;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** A training step in its two halves: gradients, and what is made of them. */
public interface HalfStepsContract extends Contract {

  /** Both halves in turn are a step, to the last bit, also where gradients are clipped. */
  @TestFactory
  default Stream<DynamicTest> bothHalvesAreAStep() {
    Toy toy = Toy.small(1301);
    Map<String, ReconstructionLoss> losses = toy.losses();
    return Stream.of(
            "ce", "weighted-ce", "weighted-sim", "soft-label", "two links", "position-mean")
        .map(name -> DynamicTest.dynamicTest(name, () -> halves(toy, losses.get(name))));
  }

  private void halves(Toy toy, ReconstructionLoss loss) {
    AdamSettings defaults = AdamSettings.DEFAULT;
    AdamSettings clipped =
        new AdamSettings(defaults.beta1(), defaults.beta2(), defaults.epsilon(), 0.01);
    try (TrainableModel whole = model(toy, loss, clipped);
        TrainableModel halves = model(toy, loss, clipped)) {
      for (int k = 0; k < 4; k++) {
        Batch batch = toy.batch(3 + k, k);
        StepResult step = whole.train(batch, 0.01);
        Gradients gradients = halves.differentiate(batch);
        double norm = halves.update(gradients.tensors(), 0.01);
        assertEquals(step.loss(), gradients.loss());
        assertEquals(step.gradientNorm(), norm);
        Numbers.assertIdentical(whole.weights(), halves.weights(), "weights");
      }
      Numbers.assertIdentical(
          whole.optimizerState().secondMoments(),
          halves.optimizerState().secondMoments(),
          "moments");
      assertEquals(4, halves.optimizerState().step());
    }
  }

  /** Gradients of any origin, here numbers from nowhere, on a model that never saw a batch. */
  @Test
  default void gradientsFromElsewhere() {
    Toy toy = Toy.small(1302);
    NamedTensors gradients = new NamedTensors();
    toy.reference()
        .zeros()
        .forEach(
            (name, values) -> {
              for (int k = 0; k < values.length; k++) {
                values[k] = Math.sin(k + name.length());
              }
              gradients.put(
                  name, new Tensor(toy.weights().get(name).shape(), Numbers.floats(values)));
            });
    ReferenceModel want = toy.reference();
    JavaAdam adam = new JavaAdam(AdamSettings.DEFAULT, want.zeros());
    Map<String, double[]> precise = ReferenceModel.doubles(gradients);
    try (TrainableModel model = open(toy)) {
      for (int k = 0; k < 3; k++) {
        double norm = adam.update(want.weights(), precise, 0.05);
        assertEquals(norm, model.update(gradients, 0.05), 1e-5 * norm);
      }
      Numbers.assertClose(want.weights(), model.weights(), 1e-5, "weights");
    }
  }

  /** A norm that is not finite is returned, and nothing else happens. */
  @Test
  default void gradientsThatAreNotFinite() {
    Toy toy = Toy.small(1303);
    try (TrainableModel model = open(toy)) {
      model.train(toy.batch(3, 0), 0.01);
      NamedTensors before = model.weights();
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        NamedTensors gradients = model.differentiate(toy.batch(3, 1)).tensors();
        gradients.asMap().values().iterator().next().data()[2] = bad;
        double norm = model.update(gradients, 0.01);
        assertTrue(!Double.isFinite(norm), () -> "norm " + norm);
      }
      Numbers.assertIdentical(before, model.weights(), "weights");
      assertEquals(1, model.optimizerState().step());
    }
  }

  /** Gradients that do not fit, and learning rates that are none, are refused. */
  @Test
  default void whatDoesNotFit() {
    Toy toy = Toy.small(1304);
    try (TrainableModel model = open(toy)) {
      NamedTensors good = model.differentiate(toy.batch(3, 0)).tensors();
      NamedTensors before = model.weights();
      String first = good.names().iterator().next();
      NamedTensors missing = new NamedTensors();
      NamedTensors misshapen = new NamedTensors();
      NamedTensors unknown = new NamedTensors();
      good.asMap()
          .forEach(
              (name, tensor) -> {
                if (!name.equals(first)) {
                  missing.put(name, tensor);
                }
                misshapen.put(name, name.equals(first) ? Tensor.vector(1, 2) : tensor);
                unknown.put(name, tensor);
              });
      unknown.put("embedding.weight", toy.weights().get("embedding.weight"));
      for (Executable bad :
          List.<Executable>of(
              () -> model.update(missing, 0.01),
              () -> model.update(misshapen, 0.01),
              () -> model.update(unknown, 0.01),
              () -> model.update(good, 0),
              () -> model.update(good, -1),
              () -> model.update(good, Double.NaN),
              () -> model.update(good, Double.POSITIVE_INFINITY))) {
        assertThrows(IllegalArgumentException.class, bad);
      }
      Numbers.assertIdentical(before, model.weights(), "weights");
    }
  }
}
