package io.github.simloss.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
  @Test
  void isSplitMix64() {
    // Java's own SplittableRandom is another implementation of the same published generator.
    SplittableRandom other = new SplittableRandom(42);
    SeededRandom random = new SeededRandom(42);
    for (int i = 0; i < 1000; i++) {
      assertEquals(other.nextLong(), random.nextLong());
    }
  }

  @Test
  void derivedStreamsDiffer() {
    long first = SeededRandom.derive(1, "a", 0).nextLong();
    assertEquals(first, SeededRandom.derive(1, "a", 0).nextLong());
    assertNotEquals(first, SeededRandom.derive(1, "a", 1).nextLong());
    assertNotEquals(first, SeededRandom.derive(1, "b", 0).nextLong());
    assertNotEquals(first, SeededRandom.derive(2, "a", 0).nextLong());
  }

  @Test
  void smallNumbersAreEvenlySpread() {
    SeededRandom random = new SeededRandom(7);
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[random.nextInt(6)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 500);
    }
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }

  @Test
  void gaussianHasMeanZeroAndVarianceOne() {
    SeededRandom random = new SeededRandom(9);
    double sum = 0;
    double square = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      sum += x;
      square += x * x;
    }
    assertEquals(0, sum / n, 0.02);
    assertEquals(1, square / n, 0.03);
  }

  @Test
  void uniformStaysInRange() {
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < 10_000; i++) {
      float x = random.uniform(-1.2, 1.2);
      assertTrue(x >= -1.2f && x <= 1.2f);
    }
  }
}
