package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Loss and gradients of the whole model. */
public interface GradientContract extends Contract {

  /** Against the model in double precision. */
  @TestFactory
  default Stream<DynamicTest> lossAndGradientsOfTheModel() {
    Toy toy = Toy.small(101);
    return toy.losses().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> againstReference(toy, entry.getValue())));
  }

  private void againstReference(Toy toy, ReconstructionLoss loss) {
    Batch batch = toy.batch(6, 0);
    ReferenceModel.Result want = toy.reference().gradients(batch, ReferenceLoss.of(loss));
    try (TrainableModel model = model(toy, loss)) {
      assertEquals(want.divisor(), model.evaluate(batch).divisor(), "divisor");
      assertEquals(want.mean(), model.evaluate(batch).mean(), 2e-5, "loss");
      NamedTensors got = model.differentiate(batch).tensors();
      assertEquals(
          new LinkedHashSet<>(toy.spec().trainable().keySet()),
          got.names(),
          "a gradient for each trainable tensor and no other");
      Numbers.assertClose(want.gradients(), got, 1e-4, "gradient");
      got.asMap()
          .forEach(
              (name, tensor) ->
                  assertEquals(
                      toy.weights().get(name).toString(), tensor.toString(), name + ": shape"));
    }
  }

  /** Against the engine's own loss: the slope along a tensor's gradient is the gradient's norm. */
  @TestFactory
  default Stream<DynamicTest> finiteDifferences() {
    Toy toy = Toy.small(102);
    return toy.losses().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> finiteDifferences(toy, entry.getValue())));
  }

  private void finiteDifferences(Toy toy, ReconstructionLoss loss) {
    Batch batch = toy.batch(6, 0);
    try (TrainableModel model = model(toy, loss)) {
      for (Map.Entry<String, Tensor> entry :
          model.differentiate(batch).tensors().asMap().entrySet()) {
        float[] gradient = entry.getValue().data();
        double norm = 0;
        for (float g : gradient) {
          norm += (double) g * g;
        }
        norm = Math.sqrt(norm);
        double step = 0.05;
        model.setWeights(moved(toy.weights(), entry.getKey(), gradient, step / norm));
        double above = model.evaluate(batch).mean();
        model.setWeights(moved(toy.weights(), entry.getKey(), gradient, -step / norm));
        double below = model.evaluate(batch).mean();
        double slope = (above - below) / (2 * step);
        // Float noise of the loss over the step, and what is left of the third derivative.
        assertEquals(norm, slope, 0.02 * norm + 1e-4, entry.getKey());
      }
    }
  }

  private static NamedTensors moved(
      NamedTensors weights, String name, float[] direction, double by) {
    NamedTensors moved = new NamedTensors();
    weights
        .asMap()
        .forEach(
            (key, tensor) -> {
              float[] data = tensor.data().clone();
              for (int k = 0; key.equals(name) && k < data.length; k++) {
                data[k] += (float) (by * direction[k]);
              }
              moved.put(key, new Tensor(tensor.shape(), data));
            });
    return moved;
  }
}
