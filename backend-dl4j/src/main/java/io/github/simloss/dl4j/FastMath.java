package io.github.simloss.dl4j;

/**
 * exp and log for inner loops: to about 1e-11 relative, far below float's rounding, at a fraction
 * of the cost of {@link Math}'s. NaN stays NaN and infinities are honoured.
 */
final class FastMath {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877E-10;
  private static final double LN2 = 0.6931471805599453;

  /** Adding this leaves the nearest whole number in the low bits. */
  private static final double ROUND = 0x1.8p52;

  private static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

  private FastMath() {}

  /** e^x; 0 below -708. */
  static double exp(double x) {
    if (!(x > -708)) {
      return Double.isNaN(x) ? x : 0;
    }
    if (x > 709) {
      return Math.exp(x);
    }
    double rounded = x * LOG2_E + ROUND;
    double k = rounded - ROUND;
    double r = x - k * LN2_HIGH - k * LN2_LOW;
    // Taylor's series to r^10 on |r| < 0.347.
    double s = 1.0 / 3628800;
    s = s * r + 1.0 / 362880;
    s = s * r + 1.0 / 40320;
    s = s * r + 1.0 / 5040;
    s = s * r + 1.0 / 720;
    s = s * r + 1.0 / 120;
    s = s * r + 1.0 / 24;
    s = s * r + 1.0 / 6;
    s = s * r + 0.5;
    s = s * r + 1;
    s = s * r + 1;
    long n = Double.doubleToRawLongBits(rounded) - ROUND_BITS;
    return s * Double.longBitsToDouble((n + 1023) << 52);
  }

  /** The natural logarithm. */
  static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
      return Math.log(x);
    }
    // x = m * 2^n with m in [sqrt(1/2), sqrt(2)); log m = 2 artanh((m - 1) / (m + 1)).
    long bits = Double.doubleToRawLongBits(x);
    long n = (bits - SQRT_HALF_BITS) >> 52;
    double m = Double.longBitsToDouble(bits - (n << 52));
    double a = (m - 1) / (m + 1);
    double q = a * a;
    double s = 1.0 / 13;
    s = s * q + 1.0 / 11;
    s = s * q + 1.0 / 9;
    s = s * q + 1.0 / 7;
    s = s * q + 1.0 / 5;
    s = s * q + 1.0 / 3;
    s = s * q + 1;
    return n * LN2 + 2 * a * s;
  }

  /** 1 / (1 + e^-x). */
  static double sigmoid(double x) {
    return 1 / (1 + exp(-x));
  }

  /** The hyperbolic tangent. */
  static double tanh(double x) {
    double e = exp(-2 * Math.abs(x));
    return Math.copySign((1 - e) / (1 + e), x);
  }
}
