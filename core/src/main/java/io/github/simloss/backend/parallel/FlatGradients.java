package io.github.simloss.backend.parallel;

import io.github.simloss.model.ModelSpec;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** The gradients of a model in one array, to be summed over workers. */
final class FlatGradients {
  private final Map<String, long[]> shapes;
  private final float[] values;

  FlatGradients(ModelSpec spec) {
    shapes = spec.trainable();
    long count = 0;
    for (long[] shape : shapes.values()) {
      count += count(shape);
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          count + " trainable numbers are more than one array holds");
    }
    values = new float[(int) count];
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** All of them; summed in place. */
  float[] values() {
    return values;
  }

  /** Of a worker without rows. */
  void clear() {
    Arrays.fill(values, 0);
  }

  /** Takes gradients times a factor; a factor of 0 makes zeros of whatever they are. */
  void set(NamedTensors gradients, double factor) {
    if (factor == 0) {
      clear();
      return;
    }
    float by = (float) factor;
    int at = 0;
    for (String name : shapes.keySet()) {
      for (float value : gradients.get(name).data()) {
        values[at++] = value * by;
      }
    }
  }

  /** Gives them back, divided; zeros where there is nothing to divide by. */
  NamedTensors get(double divisor) {
    float by = divisor == 0 ? 0 : (float) (1 / divisor);
    NamedTensors tensors = new NamedTensors();
    int at = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      float[] data = new float[(int) count(entry.getValue())];
      for (int k = 0; k < data.length; k++) {
        data[k] = values[at++] * by;
      }
      tensors.put(entry.getKey(), new Tensor(entry.getValue(), data));
    }
    return tensors;
  }
}
