package io.github.simloss.djl.internal.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.simloss.backend.Device;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arrays that follow one another in memory, and copies into the memory of an array. */
class NamedArraysTest {
  private static final Map<String, long[]> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("apart", new long[] {3});
    SHAPES.put("first", new long[] {2, 3});
    SHAPES.put("second", new long[] {2, 2});
    SHAPES.put("third", new long[] {4});
  }

  private static long address(NDArray array) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(array.toByteBuffer(true)));
  }

  @Test
  void thoseTogetherFollowOneAnother() {
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
      NamedArrays arrays =
          new NamedArrays(manager, SHAPES, List.of(List.of("first", "second", "third")));
      long start = address(arrays.get("first"));
      assertEquals(start + 6 * Float.BYTES, address(arrays.get("second")));
      assertEquals(start + 10 * Float.BYTES, address(arrays.get("third")));
      NamedTensors tensors = new NamedTensors();
      float[] next = {1};
      SHAPES.forEach(
          (name, shape) -> {
            Tensor tensor = Tensor.zeros(shape);
            for (int k = 0; k < tensor.data().length; k++) {
              tensor.data()[k] = next[0]++;
            }
            tensors.put(name, tensor);
          });
      arrays.write(tensors);
      NamedTensors read = arrays.read();
      assertEquals(List.copyOf(SHAPES.keySet()), List.copyOf(arrays.all().keySet()));
      for (String name : SHAPES.keySet()) {
        assertArrayEquals(SHAPES.get(name), arrays.get(name).getShape().getShape(), name);
        assertArrayEquals(tensors.get(name).data(), read.get(name).data(), name);
      }
      assertEquals(start, address(arrays.get("first")));
    }
  }

  @Test
  void aCopyLeavesTheMemoryWhereItIs() {
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
      NamedArrays arrays = new NamedArrays(manager, SHAPES, List.of(List.of("second", "third")));
      for (String name : SHAPES.keySet()) {
        long before = address(arrays.get(name));
        int size = (int) arrays.get(name).size();
        float[] values = new float[size];
        values[size - 1] = -0.0f;
        values[0] = Float.NaN;
        NDArray copy = NativeArrays.floats(manager, values, SHAPES.get(name));
        NativeArrays.copyInto(copy, arrays.get(name));
        assertEquals(before, address(arrays.get(name)), name);
        assertArrayEquals(values, NativeArrays.read(arrays.get(name)), name);
      }
    }
  }

  @Test
  void readingLeavesNothingBehindOnAnyDevice() {
    for (Device device : PyTorchRuntime.devices()) {
      try (NDManager manager = PyTorchRuntime.manager(device)) {
        NamedArrays arrays = new NamedArrays(manager, SHAPES, List.of(List.of("second", "third")));
        int before = manager.getManagedArrays().size();
        assertEquals(SHAPES.size(), before, "the piece itself, and its parts, are closed");
        NamedTensors tensors = arrays.read();
        arrays.write(tensors);
        assertEquals(before, manager.getManagedArrays().size(), device.toString());
      }
    }
  }

  @Test
  void valuesComeBackFromAnyDevice() {
    for (Device device : PyTorchRuntime.devices()) {
      try (NDManager manager = PyTorchRuntime.manager(device)) {
        float[] values = {1, -0.0f, Float.NaN, 4, 5, 6};
        assertArrayEquals(
            values, NativeArrays.read(NativeArrays.floats(manager, values, 2, 3)), "" + device);
        long[] ids = {3, 1L << 40, 0};
        assertArrayEquals(ids, NativeArrays.indices(manager, ids).toLongArray(), "" + device);
        assertEquals(0, NativeArrays.read(NativeArrays.floats(manager, new float[0], 0)).length);
        assertEquals(0, NativeArrays.indices(manager, new long[0]).size());
      }
    }
  }
}
