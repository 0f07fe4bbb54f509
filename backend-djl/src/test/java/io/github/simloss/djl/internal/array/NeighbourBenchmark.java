package io.github.simloss.djl.internal.array;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Arrays;
import java.util.Locale;

/**
 * The top-10 table of a vocabulary against its matrix products alone, in turns: {@code
 * NeighbourBenchmark WORDS RUNS}. Prints medians in seconds and their ratio.
 */
final class NeighbourBenchmark {
  private static final int DIMENSION = 300;
  private static final int NEIGHBOURS = 10;
  private static final int BLOCK = 4_000_000;

  private NeighbourBenchmark() {}

  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    int runs = Integer.parseInt(args[1]);
    SeededRandom random = new SeededRandom(1);
    float[] rows = new float[count * DIMENSION];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = (float) random.nextGaussian();
    }
    UnitVectors vectors = UnitVectors.of(rows, count, DIMENSION);
    double[] table = new double[runs];
    double[] products = new double[runs];
    long check = 0;
    Engine engine = new DjlBackend().open(Device.CPU);
    for (int run = -1; run < runs; run++) {
      long start = System.nanoTime();
      NeighbourTable found = engine.neighbours(vectors, NEIGHBOURS);
      long middle = System.nanoTime();
      multiply(vectors);
      long end = System.nanoTime();
      check += found.id(count - 1, NEIGHBOURS - 1);
      if (run >= 0) {
        table[run] = (middle - start) / 1e9;
        products[run] = (end - middle) / 1e9;
      }
    }
    Arrays.sort(table);
    Arrays.sort(products);
    System.out.printf(
        Locale.ROOT,
        "%,d x %d: table %.3f s, products alone %.3f s, ratio %.2f (check %d)%n",
        count,
        DIMENSION,
        table[runs / 2],
        products[runs / 2],
        table[runs / 2] / products[runs / 2],
        check);
  }

  private static void multiply(UnitVectors vectors) {
    int count = vectors.count();
    int block = Math.max(1, Math.min(count, BLOCK / count));
    try (NDManager manager = PyTorchRuntime.manager(Device.CPU)) {
      PtNDArray unit = NativeArrays.floats(manager, vectors.data(), count, DIMENSION);
      PtNDArray transposed = JniUtils.transpose(unit, 0, 1);
      for (int from = 0; from < count; from += block) {
        try (ArrayScope step = new ArrayScope()) {
          step.record(false);
          JniUtils.matmul(
              JniUtils.slice(unit, 0, from, Math.min(count, from + block), 1), transposed);
        }
      }
    }
  }
}
