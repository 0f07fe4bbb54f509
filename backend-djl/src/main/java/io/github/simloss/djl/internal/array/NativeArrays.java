package io.github.simloss.djl.internal.array;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.host.HostFloats;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Copies between the Java heap and native arrays. All are in PyTorch's own memory: what DJL makes
 * out of Java values ({@code manager.create(values)}, {@code array.mul(number)}) lies in a buffer
 * of Java's that is freed once the array is closed, while autograd may still have to read it.
 */
public final class NativeArrays {
  private NativeArrays() {}

  /** A native array of floats in PyTorch's own memory. */
  public static PtNDArray floats(NDManager manager, float[] values, long... shape) {
    if (manager.getDevice().isGpu() && values.length > 0) {
      return onGpu(manager, FloatBuffer.wrap(values), new Shape(shape));
    }
    PtNDArray array = (PtNDArray) manager.create(new Shape(shape), DataType.FLOAT32);
    write(values, array);
    return array;
  }

  /** An array in a GPU's memory: there DJL copies the values, and keeps no buffer of Java's. */
  private static PtNDArray onGpu(NDManager manager, Buffer values, Shape shape) {
    return (PtNDArray) manager.create(values, shape);
  }

  /** Copies values in, as many as the array has. */
  public static void write(float[] values, PtNDArray into) {
    if (into.getDevice().isGpu() && values.length > 0) {
      // Not into.set(values), which gives the array memory of its own.
      try (NDArray copy = onGpu(into.getManager(), FloatBuffer.wrap(values), into.getShape())) {
        copyInto(copy, into);
      }
    } else if (values.length > 0) {
      // Straight into PyTorch's memory: DJL's own way makes PyTorch print a warning.
      memory(into).put(values);
    }
  }

  /** Copies an array's values into the memory of another one of its shape. */
  static void copyInto(NDArray from, PtNDArray into) {
    if (into.size() > 0) {
      into.set(new NDIndex("..."), from);
    }
  }

  /** PyTorch's own memory, for an array on the CPU. */
  public static FloatBuffer memory(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The values of an array on the CPU, in PyTorch's own memory. */
  public static HostFloats host(NDArray array) {
    return new HostMemory(memory(array));
  }

  /** PyTorch's memory as Java sees it. */
  private record HostMemory(FloatBuffer buffer) implements HostFloats {
    @Override
    public int length() {
      return buffer.remaining();
    }

    @Override
    public void read(int from, float[] into, int count) {
      buffer.get(from, into, 0, count);
    }

    @Override
    public void write(int from, float[] values, int count) {
      buffer.put(from, values, 0, count);
    }
  }

  /**
   * An array that lives as long as its manager, also if a scope of the caller's is open, which
   * would close it.
   */
  public static PtNDArray lasting(PtNDArray array) {
    NDScope.unregister(array);
    return array;
  }

  /** Zeros. */
  public static PtNDArray zeros(NDManager manager, long... shape) {
    return (PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32);
  }

  /** A number as an array without dimensions. */
  public static PtNDArray number(NDManager manager, double value, DataType type) {
    return JniUtils.full(
        (PtNDManager) manager, new Shape(), value, type, manager.getDevice(), SparseFormat.DENSE);
  }

  /** An array of indices, 64 bits wide. */
  public static PtNDArray indices(NDManager manager, long[] values, long... shape) {
    if (manager.getDevice().isGpu() && values.length > 0) {
      return onGpu(manager, LongBuffer.wrap(values), new Shape(shape));
    }
    PtNDArray array = (PtNDArray) manager.create(new Shape(shape), DataType.INT64);
    if (values.length > 0) {
      array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asLongBuffer().put(values);
    }
    return array;
  }

  /** A vector of indices. */
  public static PtNDArray indices(NDManager manager, long[] values) {
    return indices(manager, values, values.length);
  }

  /** A vector of ids. */
  public static PtNDArray indices(NDManager manager, int[] values) {
    long[] wide = new long[values.length];
    for (int k = 0; k < values.length; k++) {
      wide[k] = values[k];
    }
    return indices(manager, wide);
  }

  /** All values, row-major. */
  public static float[] read(NDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    read(array, values, 0);
    return values;
  }

  /** Copies all values, row-major, into {@code into} from {@code at} on. */
  public static void read(NDArray array, float[] into, int at) {
    if (array.size() == 0) {
      return;
    }
    if (!array.getDevice().isGpu()) {
      memory(array).get(into, at, Math.toIntExact(array.size()));
      return;
    }
    // DJL would make this copy itself, and leave it to the array's manager for good.
    try (NDArray copy = array.toDevice(Device.cpu(), false)) {
      memory(copy).get(into, at, Math.toIntExact(array.size()));
    }
  }
}
