package io.github.simloss.dl4j.internal.lstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.simloss.dl4j.Models;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.random.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrentProductsTest {
  @ParameterizedTest
  @CsvSource({
    "1,false",
    "1,true",
    "5,false",
    "5,true",
    "16,false",
    "16,true",
    "17,false",
    "40,true"
  })
  void addsTheProductToTheRowsNamedAndNoOthers(int count, boolean transposed) {
    check(new ComputePath(Nd4jRuntime.onCpu()), count, transposed);
    // As where no Java loop may reach the memory.
    check(new ComputePath(false), count, transposed);
  }

  private static void check(ComputePath memory, int count, boolean transposed) {
    int inner = 24;
    int width = 10;
    int first = 3;
    SeededRandom random = new SeededRandom(count);
    float[] a = Models.uniform(random, count * inner, 1);
    float[] w = Models.uniform(random, inner * width, 1);
    float[] before = Models.uniform(random, (first + count + 2) * width, 1);
    float[] expected = before.clone();
    for (int r = 0; r < count; r++) {
      for (int k = 0; k < width; k++) {
        double sum = 0;
        for (int j = 0; j < inner; j++) {
          sum += a[r * inner + j] * (double) w[transposed ? k * inner + j : j * width + k];
        }
        expected[(first + r) * width + k] += (float) sum;
      }
    }
    try (RecurrentProducts products = new RecurrentProducts(memory);
        Matrix rows = memory.matrix(count, inner, a);
        Matrix weights = memory.matrix(transposed ? width : inner, transposed ? inner : width, w);
        Matrix into = memory.matrix(first + count + 2, width, before)) {
      // Twice, the second time less: what is kept of larger products must not show.
      for (int rest : new int[] {count, Math.max(1, count / 2)}) {
        into.write(0, before, 0, first + count + 2);
        products.add(
            rows.rows(0, rest),
            weights.rows(0, transposed ? width : inner),
            transposed,
            into,
            first,
            rest);
        float[] now = new float[before.length];
        into.read(0, now, 0, first + count + 2);
        int end = (first + rest) * width;
        float[] wanted = before.clone();
        System.arraycopy(expected, 0, wanted, 0, end);
        assertArrayEquals(wanted, now, 1e-5f);
      }
    }
  }
}
