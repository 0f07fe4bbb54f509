package io.github.simloss.backend.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each loop against {@link Math}, value by value. */
class FloatRowsTest {
  private static final int COUNT = 100_003;
  private static final double TOLERANCE = 3e-7;

  private final SeededRandom random = new SeededRandom(1);
  private final FloatRows rows = new FloatRows();

  private float[] values(double low, double high) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = random.uniform(low, high);
    }
    return values;
  }

  private static void check(float[] x, float[] y, DoubleUnaryOperator expected) {
    for (int i = 0; i < x.length; i++) {
      double right = expected.applyAsDouble(x[i]);
      assertTrue(
          Math.abs(y[i] - right) <= TOLERANCE * Math.abs(right),
          "at " + x[i] + ": " + y[i] + " for " + right);
    }
  }

  private void checkExp(double low, double high) {
    float[] x = values(low, high);
    float[] y = x.clone();
    rows.exp(y, 0, COUNT, 0);
    check(x, y, Math::exp);
    y = x.clone();
    rows.exp(y, 0, COUNT, 1);
    check(x, y, Math::expm1);
  }

  @Test
  void exponentials() {
    checkExp(-87, 88);
    checkExp(-1, 1);
    checkExp(-1e-4, 1e-4);
  }

  @Test
  void logarithms() {
    for (double high : new double[] {1e-30, 1e-5, 1, 2, 1e30}) {
      float[] x = values(high / 10, high);
      float[] y = new float[COUNT];
      rows.log(x, y, COUNT);
      for (int i = 0; i < COUNT; i++) {
        double right = Math.log(x[i]);
        assertEquals(right, y[i], TOLERANCE * Math.max(1e-2, Math.abs(right)), "log " + x[i]);
      }
    }
  }

  @Test
  void extremes() {
    float[] x = {Float.NEGATIVE_INFINITY, -1e30f, 0, Float.NaN, 1e30f};
    rows.exp(x, 0, x.length, 0);
    assertEquals(0, x[0], 1e-37);
    assertEquals(0, x[1], 1e-37);
    assertEquals(1, x[2]);
    assertTrue(Float.isNaN(x[3]));
    assertTrue(x[4] > 1e38);
    float[] logs = {1, Float.NaN};
    rows.log(logs, logs, 2);
    assertEquals(0, logs[0]);
    assertTrue(Float.isNaN(logs[1]));
  }

  @Test
  void leavesTheRestAlone() {
    float[] x = {5, 0, 0, 7};
    rows.exp(x, 1, 2, 0);
    assertEquals(5, x[0]);
    assertEquals(1, x[1]);
    assertEquals(7, x[3]);
  }

  @Test
  void sums() {
    for (int count : new int[] {0, 1, 63, 64, 65, 1000, COUNT}) {
      float[] x = values(-1, 2);
      float[] y = values(-1, 1);
      double sum = 0;
      double dot = 0;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        sum += x[i];
        dot += (double) x[i] * y[i];
        max = Math.max(max, x[i]);
      }
      assertEquals(sum, rows.sum(x, count), 1e-6 * (1 + count));
      assertEquals(dot, rows.dot(x, y, count), 1e-6 * (1 + count));
      assertEquals(max, rows.max(x, count));
    }
    assertTrue(Float.isNaN(rows.max(new float[] {1, Float.NaN, 2}, 3)));
  }
}
