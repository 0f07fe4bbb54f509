package io.github.simloss.backend.support;

import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Checks of what a model is handed, the same for every engine. */
public final class ModelArguments {
  private ModelArguments() {}

  /**
   * Checks a learning rate.
   *
   * @throws IllegalArgumentException unless it is above 0 and finite
   */
  public static void requireLearningRate(double learningRate) {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + "; it must be above 0 and finite");
    }
  }

  /**
   * Checks gradients: one for every trainable tensor, each of its shape, and no other.
   *
   * @throws IllegalArgumentException naming the first that is missing, misshapen or unknown
   */
  public static void requireGradients(AutoencoderSpec spec, NamedTensors gradients) {
    Map<String, long[]> shapes = Parameters.trainable(spec);
    for (String name : gradients.names()) {
      if (!shapes.containsKey(name)) {
        throw new IllegalArgumentException("the model trains no tensor '" + name + "'");
      }
    }
    shapes.forEach(
        (name, shape) -> {
          Tensor gradient = gradients.get(name);
          if (!gradient.hasShape(shape)) {
            throw new IllegalArgumentException(
                "the gradient of '"
                    + name
                    + "' is "
                    + gradient
                    + "; the model needs "
                    + Arrays.toString(shape));
          }
        });
  }
}
