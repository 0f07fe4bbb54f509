package io.github.simloss.model;

import io.github.simloss.SimlossException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The memory that a model needs at the least: found out before anything of it is made.
 *
 * @since 0.2.0
 */
public final class MemoryNeed {
  private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int BYTES_OF_WEIGHT = Float.BYTES;

  /** A weight and the two moments of Adam. */
  private static final int BYTES_OF_TRAINABLE = 3 * Float.BYTES;

  private MemoryNeed() {}

  /**
   * Checks that a model can be made and trained on this machine, by what every engine holds on the
   * Java heap.
   *
   * @throws SimlossException if a tensor is larger than an array can be, or all are larger than the
   *     heap
   */
  public static void require(ModelSpec spec) {
    require(spec, Runtime.getRuntime().maxMemory());
  }

  static void require(ModelSpec spec, long heap) {
    for (Map.Entry<String, long[]> tensor : spec.tensors().entrySet()) {
      if (size(tensor.getValue()) > LARGEST_ARRAY) {
        throw new SimlossException(
            String.format(
                Locale.ROOT,
                "%s would have %,.0f values, more than an array holds: choose smaller sizes",
                tensor.getKey(),
                size(tensor.getValue())));
      }
    }
    double frozen = spec.frozen().values().stream().mapToDouble(MemoryNeed::size).sum();
    double trainable = spec.trainable().values().stream().mapToDouble(MemoryNeed::size).sum();
    double bytes = frozen * BYTES_OF_WEIGHT + trainable * BYTES_OF_TRAINABLE;
    if (bytes > heap) {
      throw new SimlossException(
          String.format(
              Locale.ROOT,
              "a model of %,.0f weights needs more than %.1f GB, and Java has %.1f GB: choose smaller"
                  + " sizes, or give Java more memory (-Xmx)",
              frozen + trainable,
              bytes * 1e-9,
              heap * 1e-9));
    }
  }

  private static double size(long[] shape) {
    return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
