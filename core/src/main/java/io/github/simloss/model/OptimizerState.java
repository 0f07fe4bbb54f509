package io.github.simloss.model;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Map;

/**
 * What Adam remembers: how many updates were made, and the first ({@code exp_avg}) and second
 * ({@code exp_avg_sq}) moment of every trainable tensor, under the tensor's name.
 *
 * @param step updates made so far
 * @param firstMoments running means of gradients
 * @param secondMoments running means of squared gradients
 * @since 0.1.0
 */
public record OptimizerState(long step, NamedTensors firstMoments, NamedTensors secondMoments) {
  /** Checks the count. */
  public OptimizerState {
    if (step < 0) {
      throw new IllegalArgumentException("an optimizer has made " + step + " steps");
    }
  }

  /**
   * Adam before its first update.
   *
   * @param shapes of the trainable tensors, by name
   */
  public static OptimizerState initial(Map<String, long[]> shapes) {
    return new OptimizerState(0, zeros(shapes), zeros(shapes));
  }

  private static NamedTensors zeros(Map<String, long[]> shapes) {
    NamedTensors zeros = new NamedTensors();
    shapes.forEach(
        (name, shape) -> {
          long count = 1;
          for (long size : shape) {
            count = Math.multiplyExact(count, size);
          }
          zeros.put(name, new Tensor(shape, new float[Math.toIntExact(count)]));
        });
    return zeros;
  }

  /**
   * Checks that all moments are there, each of its shape.
   *
   * @param shapes of the trainable tensors, by name
   * @throws IllegalArgumentException naming the first that is not
   */
  public void check(Map<String, long[]> shapes) {
    Parameters.checkShapes(shapes, firstMoments);
    Parameters.checkShapes(shapes, secondMoments);
  }
}
