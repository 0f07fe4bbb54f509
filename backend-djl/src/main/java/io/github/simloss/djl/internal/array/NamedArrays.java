package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named native arrays of one set of shapes: parameters, or moments. They outlive any step. */
public final class NamedArrays {
  private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();

  /**
   * Zeros.
   *
   * @param manager frees them
   * @param shapes by name
   * @param together names whose arrays follow one another in one piece of memory, as cuDNN wants an
   *     LSTM's: it otherwise copies them at every call, and PyTorch prints a warning each time
   */
  public NamedArrays(
      NDManager manager, Map<String, long[]> shapes, Collection<List<String>> together) {
    this(manager, shapes);
    together.forEach(names -> lay(manager, names));
  }

  private void lay(NDManager manager, List<String> names) {
    long size = 0;
    for (String name : names) {
      size += arrays.get(name).size();
    }
    PtNDArray piece = NativeArrays.lasting(NativeArrays.zeros(manager, size));
    long from = 0;
    for (String name : names) {
      PtNDArray apart = arrays.get(name);
      PtNDArray part = JniUtils.slice(piece, 0, from, from + apart.size(), 1);
      long[] shape = apart.getShape().getShape();
      arrays.put(name, NativeArrays.lasting(JniUtils.reshape(part, shape)));
      from += apart.size();
      part.close();
      apart.close();
    }
    piece.close();
  }

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
