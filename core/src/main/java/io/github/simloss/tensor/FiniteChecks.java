package io.github.simloss.tensor;

import java.util.Map;
import java.util.Optional;

/**
 * Finds numbers that are not finite.
 *
 * @since 0.1.0
 */
public final class FiniteChecks {
  private FiniteChecks() {}

  /** The first tensor with a value that is not finite, as {@code tensor 'x' holds NaN at 12}. */
  public static Optional<String> nonFinite(NamedTensors tensors) {
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
}
