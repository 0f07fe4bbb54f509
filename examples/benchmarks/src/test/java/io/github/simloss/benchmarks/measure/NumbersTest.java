package io.github.simloss.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void medians() {
    assertEquals(2, Numbers.median(List.of(3.0, 1.0, 2.0)));
    assertEquals(1.5, Numbers.median(List.of(2.0, 1.0)));
    assertEquals(2, Numbers.medianRatio(List.of(2.0, 6.0, 4.0), List.of(1.0, 2.0, 2.0)));
  }
}
