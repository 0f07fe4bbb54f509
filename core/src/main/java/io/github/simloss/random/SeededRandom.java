package io.github.simloss.random;

import java.nio.charset.StandardCharsets;

/**
 * A small random generator whose numbers are the same on every Java, now and later: SplitMix64
 * (Steele, Lea and Flood, OOPSLA 2014). Its whole state is one long.
 *
 * <p>Generators are derived, not shared: {@code derive(seed, "shuffle", epoch)} always gives the
 * same stream, so a resumed run needs no more than the seed and where it stood. Not safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** A generator of this seed. */
  public SeededRandom(long seed) {
    this.state = seed;
  }

  /**
   * The generator of one purpose, independent of those of all other purposes and indices.
   *
   * @param seed the run's seed
   * @param purpose what it is for, for instance {@code shuffle}
   * @param index which one of them, for instance the epoch
   */
  public static SeededRandom derive(long seed, String purpose, long index) {
    long mixed = mix(seed + GOLDEN_GAMMA);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      mixed = mix(mixed + GOLDEN_GAMMA * (b & 0xff) + 1);
    }
    return new SeededRandom(mix(mixed ^ mix(index + GOLDEN_GAMMA)));
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * A whole number in [0, bound), without bias.
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + "; it must be at least 1");
    }
    // Lemire's multiply-shift on 32 bits, rejecting the few values that would favour small results.
    long threshold = (1L << 32) % bound;
    while (true) {
      long product = (nextLong() >>> 32) * bound;
      if ((product & 0xffffffffL) >= threshold) {
        return (int) (product >>> 32);
      }
    }
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** A number in [low, high). */
  public float uniform(double low, double high) {
    return (float) (low + (high - low) * nextDouble());
  }

  /** A standard normal number (Box-Muller, one of the pair). */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /** Fisher-Yates: every order equally likely. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
