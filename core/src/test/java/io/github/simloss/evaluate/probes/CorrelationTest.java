package io.github.simloss.evaluate.probes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Correlations against SciPy, and what must hold of them. */
class CorrelationTest {
  private static final double[] X = {1, 2, 2, 5, 3, -1, 0.5};
  private static final double[] Y = {2, 1, 4, 4, 3, 0, 0};

  @Test
  void asSciPy() {
    assertEquals(0.8348975218874902, Correlation.spearman(X, Y), 1e-12);
    assertEquals(0.8053386831009258, Correlation.pearson(X, Y), 1e-12);
    assertArrayEquals(new double[] {3, 4.5, 4.5, 7, 6, 1, 2}, Correlation.ranks(X));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatMustHold(long seed) {
    SeededRandom random = new SeededRandom(seed);
    double[] x = new double[50];
    double[] y = new double[50];
    for (int i = 0; i < 50; i++) {
      x[i] = random.nextInt(20) - 10;
      y[i] = x[i] / 5 + random.nextGaussian();
    }
    double[] moved = Arrays.stream(x).map(v -> 3 * v + 7).toArray();
    double[] bent = Arrays.stream(x).map(Math::exp).toArray();
    double[] against = Arrays.stream(x).map(v -> -v).toArray();
    String what = "seed " + seed;
    assertEquals(Correlation.pearson(x, y), Correlation.pearson(y, x), 1e-12, what);
    assertEquals(Correlation.pearson(x, y), Correlation.pearson(moved, y), 1e-12, what);
    assertEquals(Correlation.spearman(x, y), Correlation.spearman(bent, y), 1e-12, what);
    assertEquals(-1, Correlation.pearson(x, against), 1e-12, what);
    assertEquals(1, Correlation.spearman(x, bent), 1e-12, what);
    assertTrue(Math.abs(Correlation.pearson(x, y)) <= 1, what);
  }

  @Test
  void whatIsNotDefined() {
    assertEquals(Double.NaN, Correlation.pearson(new double[] {1, 1}, new double[] {1, 2}));
    assertEquals(Double.NaN, Correlation.spearman(new double[0], new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> Correlation.pearson(new double[1], new double[2]));
  }
}
