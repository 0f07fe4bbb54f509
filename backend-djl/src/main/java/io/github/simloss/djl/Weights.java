package io.github.simloss.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named native arrays of one set of shapes: parameters, or moments. They outlive any step. */
final class Weights {
  private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();

  /**
   * Zeros.
   *
   * @param manager frees them
   * @param shapes by name
   */
  Weights(NDManager manager, Map<String, long[]> shapes) {
    shapes.forEach((name, shape) -> arrays.put(name, Copies.zeros(manager, shape)));
  }

  /** The array of a name. */
  PtNDArray get(String name) {
    return arrays.get(name);
  }

  /** By name, in order. */
  Map<String, PtNDArray> all() {
    return arrays;
  }

  /** Copies all out. */
  NamedTensors read() {
    return read(arrays);
  }

  /** Copies arrays out. */
  static NamedTensors read(Map<String, PtNDArray> arrays) {
    NamedTensors tensors = new NamedTensors();
    arrays.forEach(
        (name, array) ->
            tensors.put(name, new Tensor(array.getShape().getShape(), Copies.read(array))));
    return tensors;
  }

  /**
   * Checks that all are there, each of its shape.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  void check(NamedTensors tensors) {
    arrays.forEach(
        (name, array) -> {
          if (!tensors.get(name).hasShape(array.getShape().getShape())) {
            throw new IllegalArgumentException(
                "tensor '"
                    + name
                    + "' is "
                    + tensors.get(name)
                    + "; the model needs "
                    + array.getShape());
          }
        });
  }

  /** Copies all in; they were checked. */
  void write(NamedTensors tensors) {
    arrays.forEach((name, array) -> Copies.write(tensors.get(name).data(), array));
  }
}
