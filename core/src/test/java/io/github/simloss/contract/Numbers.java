package io.github.simloss.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Conversions and comparisons of arrays. */
final class Numbers {
  private Numbers() {}

  static double[] doubles(float[] values) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }

  static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** Every entry is within an absolute bound; NaN is not. */
  static void assertWithin(double[] expected, double[] actual, double bound, String what) {
    assertEquals(expected.length, actual.length, what + ": length");
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= bound)) {
        fail(
            what
                + ": entry "
                + i
                + " is "
                + actual[i]
                + " and should be "
                + expected[i]
                + " within "
                + bound);
      }
    }
  }

  /** Every entry is within a bound relative to the largest. */
  static void assertClose(double[] expected, double[] actual, double relative, String what) {
    assertWithin(expected, actual, relative * largest(expected), what);
  }

  static void assertClose(double[] expected, float[] actual, double relative, String what) {
    assertClose(expected, doubles(actual), relative, what);
  }

  static void assertClose(float[] expected, float[] actual, double relative, String what) {
    assertClose(doubles(expected), doubles(actual), relative, what);
  }

  /** The same names, each tensor relative to its own largest entry. */
  static void assertClose(
      Map<String, double[]> expected, NamedTensors actual, double relative, String what) {
    for (Map.Entry<String, double[]> entry : expected.entrySet()) {
      assertClose(
          entry.getValue(),
          actual.get(entry.getKey()).data(),
          relative,
          what + ": " + entry.getKey());
    }
  }

  /** The same names in any order, every bit equal; NaN equals NaN. */
  static void assertIdentical(NamedTensors expected, NamedTensors actual, String what) {
    assertEquals(expected.names(), actual.names(), what + ": names");
    for (Map.Entry<String, Tensor> entry : expected.asMap().entrySet()) {
      assertIdentical(
          entry.getValue().data(), actual.get(entry.getKey()).data(), what + ": " + entry.getKey());
    }
  }

  static void assertIdentical(float[] expected, float[] actual, String what) {
    assertEquals(expected.length, actual.length, what + ": length");
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        fail(what + ": entry " + i + " is " + actual[i] + " and should be " + expected[i]);
      }
    }
  }
}
