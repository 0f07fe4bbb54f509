package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.io.SeededRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FastMathTest {
  private static final double[] EDGES = {
    0,
    -0.0,
    1e-300,
    -1e-300,
    709,
    710,
    -707.9,
    -708.1,
    -1e4,
    1e4,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.MIN_VALUE
  };

  @Test
  void exponentialIsExact() {
    for (double x : EDGES) {
      double expected = x < -708 ? 0 : Math.exp(x);
      assertNear(expected, FastMath.exp(x), "exp " + x);
    }
    check("exp", -700, 700, Math::exp, FastMath::exp);
    check("exp", -1, 1, Math::exp, FastMath::exp);
  }

  @Test
  void logarithmIsExact() {
    for (double x : EDGES) {
      assertNear(Math.log(x), FastMath.log(x), "log " + x);
    }
    check("log", 0, 2, Math::log, FastMath::log);
    check("log", 0, 1e-4, Math::log, FastMath::log);
    check("log", 1, 1e300, Math::log, FastMath::log);
  }

  @Test
  void squashersAreExact() {
    check("tanh", -20, 20, Math::tanh, FastMath::tanh);
    check("tanh", -1e-3, 1e-3, Math::tanh, FastMath::tanh);
    check("sigmoid", -800, 800, x -> 1 / (1 + Math.exp(-x)), FastMath::sigmoid);
    assertEquals(-1, FastMath.tanh(Double.NEGATIVE_INFINITY));
    assertEquals(1, FastMath.sigmoid(1e5));
    assertEquals(0, FastMath.sigmoid(-1e5));
    assertEquals(Double.NaN, FastMath.tanh(Double.NaN));
    assertEquals(Double.NaN, FastMath.sigmoid(Double.NaN));
  }

  private static void assertNear(double expected, double actual, String name) {
    if (Double.isFinite(expected)) {
      assertEquals(expected, actual, 1e-11 * Math.abs(expected) + 1e-300, name);
    } else {
      assertEquals(expected, actual, name);
    }
  }

  private static void check(
      String name, double low, double high, DoubleUnaryOperator exact, DoubleUnaryOperator fast) {
    SeededRandom random = new SeededRandom(7);
    for (int n = 0; n < 100_000; n++) {
      double x = low + (high - low) * random.nextDouble();
      double expected = exact.applyAsDouble(x);
      double tolerance = 1e-10 * Math.abs(expected) + 1e-15;
      assertEquals(expected, fast.applyAsDouble(x), tolerance, () -> name + " " + x + ", seed 7");
    }
  }
}
