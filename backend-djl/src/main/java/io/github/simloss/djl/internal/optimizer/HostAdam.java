package io.github.simloss.djl.internal.optimizer;

import ai.djl.pytorch.engine.PtNDArray;
import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * Adam's norm and update over PyTorch's own memory, for the CPU: each value is read and written
 * once, clipping included.
 */
final class HostAdam {
  private static final int BLOCK = 4096;

  /** What a thread works in; kept, since making it anew for every block costs a third more. */
  private static final ThreadLocal<float[][]> WORK =
      ThreadLocal.withInitial(() -> new float[4][BLOCK]);

  private HostAdam() {}

  private static IntStream blocks(int size) {
    IntStream blocks = IntStream.range(0, (size + BLOCK - 1) / BLOCK);
    return size > 16 * BLOCK && PyTorchRuntime.threads() > 1 ? blocks.parallel() : blocks;
  }

  /** The sum of all squares, in double precision and in an order of its own. */
  static double squares(PtNDArray array) {
    FloatBuffer memory = NativeArrays.memory(array);
    int size = memory.remaining();
    double[] sums =
        blocks(size)
            .mapToDouble(
                b -> {
                  int count = Math.min(BLOCK, size - b * BLOCK);
                  float[] values = WORK.get()[0];
                  memory.get(b * BLOCK, values, 0, count);
                  return AdamStep.squares(values, count);
                })
            .toArray();
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum;
  }

  /**
   * Updates one array.
   *
   * @param w weights, updated
   * @param g gradients
   * @param m first moments, updated
   * @param v second moments, updated
   * @param step what to do
   */
  static void update(PtNDArray w, PtNDArray g, PtNDArray m, PtNDArray v, AdamStep step) {
    FloatBuffer[] all = {
      NativeArrays.memory(w), NativeArrays.memory(g), NativeArrays.memory(m), NativeArrays.memory(v)
    };
    int size = all[0].remaining();
    blocks(size)
        .forEach(
            b -> {
              int at = b * BLOCK;
              int count = Math.min(BLOCK, size - at);
              float[][] block = WORK.get();
              for (int n = 0; n < all.length; n++) {
                all[n].get(at, block[n], 0, count);
              }
              step.update(block[0], block[1], block[2], block[3], count);
              all[0].put(at, block[0], 0, count);
              all[2].put(at, block[2], 0, count);
              all[3].put(at, block[3], 0, count);
            });
  }
}
