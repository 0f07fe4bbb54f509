package io.github.simloss.train;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.tensor.FiniteChecks;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** What to say of a step that diverged. */
final class DivergenceCause {
  private DivergenceCause() {}

  /**
   * What made a step fail: the first weight that is not finite, else the first gradient, else the
   * largest gradient.
   */
  static String of(TrainableModel model, Batch batch) {
    Optional<String> weight = FiniteChecks.nonFinite(model.weights());
    if (weight.isPresent()) {
      return "weights: " + weight.get();
    }
    NamedTensors gradients = model.differentiate(batch).tensors();
    return "gradient: " + FiniteChecks.nonFinite(gradients).orElseGet(() -> largest(gradients));
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
