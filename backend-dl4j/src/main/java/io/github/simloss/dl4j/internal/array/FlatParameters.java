package io.github.simloss.dl4j.internal.array;

import io.github.simloss.backend.host.HostFloats;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All trainable tensors, or their gradients or moments, one after the other in one vector, so that
 * norm, clipping and Adam are one operation each.
 */
public final class FlatParameters implements HostFloats, AutoCloseable {
  private final Map<String, long[]> shapes;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final Map<String, INDArray> views = new LinkedHashMap<>();
  private final int length;
  private final Matrix memory;

  /**
   * A vector of zeros.
   *
   * @param memory where
   * @param shapes the tensors in their order
   */
  public FlatParameters(ComputePath memory, Map<String, long[]> shapes) {
    this.memory = memory.matrix(1);
    this.shapes = shapes;
    int offset = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      offsets.put(entry.getKey(), offset);
      offset = Math.addExact(offset, Math.toIntExact(count(entry.getValue())));
    }
    length = offset;
    this.memory.ensure(length);
    this.memory.zero(0, length);
    shapes.forEach(
        (name, shape) ->
            views.put(
                name,
                shape.length == 1
                    ? this.memory.vector(offsets.get(name), shape[0])
                    : this.memory.view(offsets.get(name), shape[0], shape[1])));
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  @Override
  public int length() {
    return length;
  }

  /** All values, as a matrix of one column. */
  public Matrix memory() {
    return memory;
  }

  /** All values as one vector. */
  public INDArray flat() {
    return memory.vector(0, length);
  }

  /** One tensor over this memory. */
  public INDArray view(String name) {
    return views.get(name);
  }

  @Override
  public void read(int from, float[] into, int count) {
    memory.read(from, into, 0, count);
  }

  @Override
  public void write(int from, float[] values, int count) {
    memory.write(from, values, 0, count);
  }

  /** How many values a tensor has. */
  public int size(String name) {
    return Math.toIntExact(count(shapes.get(name)));
  }

  /** Copies one tensor in. */
  public void put(String name, float[] values) {
    memory.write(offsets.get(name), values, 0, values.length);
  }

  /** Copies one tensor out. */
  public float[] values(String name) {
    float[] values = new float[size(name)];
    memory.read(offsets.get(name), values, 0, values.length);
    return values;
  }

  /** Copies all tensors out. */
  public NamedTensors read() {
    NamedTensors tensors = new NamedTensors();
    shapes.forEach((name, shape) -> tensors.put(name, new Tensor(shape, values(name))));
    return tensors;
  }

  /** Copies all tensors in; they were checked. */
  public void write(NamedTensors tensors) {
    shapes.forEach((name, shape) -> put(name, tensors.get(name).data()));
  }

  @Override
  public void close() {
    memory.close();
  }
}
