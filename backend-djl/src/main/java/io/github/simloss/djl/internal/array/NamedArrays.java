package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named native arrays of one set of shapes: parameters, or moments. They outlive any step. */
public final class NamedArrays {
  private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();

  /**
   * Zeros.
   *
   * @param manager frees them
   * @param shapes by name
   */
  public NamedArrays(NDManager manager, Map<String, long[]> shapes) {
    shapes.forEach(
        (name, shape) ->
            arrays.put(name, NativeArrays.lasting(NativeArrays.zeros(manager, shape))));
  }

  /** The array of a name. */
  public PtNDArray get(String name) {
    return arrays.get(name);
  }

  /** By name, in order. */
  public Map<String, PtNDArray> all() {
    return arrays;
  }

  /** Copies all out. */
  public NamedTensors read() {
    return read(arrays);
  }

  /** Copies arrays out. */
  public static NamedTensors read(Map<String, PtNDArray> arrays) {
    NamedTensors tensors = new NamedTensors();
    arrays.forEach(
        (name, array) ->
            tensors.put(name, new Tensor(array.getShape().getShape(), NativeArrays.read(array))));
    return tensors;
  }

  /** Copies all in; they were checked. */
  public void write(NamedTensors tensors) {
    arrays.forEach((name, array) -> NativeArrays.write(tensors.get(name).data(), array));
  }
}
