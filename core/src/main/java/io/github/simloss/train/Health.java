package io.github.simloss.train;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Tensor;
import io.github.simloss.text.Batch;
import java.util.Map;
import java.util.Optional;

/** Finds numbers that are none. */
final class Health {
  private Health() {}

  /** The first tensor with a value that is not finite, as {@code tensor 'x' holds NaN at 12}. */
  static Optional<String> nonFinite(NamedTensors tensors) {
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      float[] data = entry.getValue().data();
      for (int i = 0; i < data.length; i++) {
        if (!Float.isFinite(data[i])) {
          return Optional.of("tensor '" + entry.getKey() + "' holds " + data[i] + " at " + i);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What made a step fail: the first weight that is not finite, else the first gradient, else the
   * largest gradient.
   */
  static String culprit(Autoencoder model, Batch batch) {
    Optional<String> weight = nonFinite(model.weights());
    if (weight.isPresent()) {
      return "weights: " + weight.get();
    }
    NamedTensors gradients = model.gradients(batch);
    return "gradient: " + nonFinite(gradients).orElseGet(() -> largest(gradients));
  }

  private static String largest(NamedTensors tensors) {
    String name = "";
    float largest = -1;
    for (Map.Entry<String, Tensor> entry : tensors.asMap().entrySet()) {
      for (float value : entry.getValue().data()) {
        if (Math.abs(value) > largest) {
          largest = Math.abs(value);
          name = entry.getKey();
        }
      }
    }
    return "tensor '" + name + "' holds the largest value, " + largest;
  }
}
