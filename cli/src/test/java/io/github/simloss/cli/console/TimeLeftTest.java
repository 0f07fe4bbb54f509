package io.github.simloss.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void theSpeedIsThatSinceTheRunWasContinued() {
    TimeLeft left = new TimeLeft(100, 7 * SECOND);
    assertEquals("", left.after(110, 200, 8 * SECOND), "too soon to tell");
    assertEquals("about 45 s left", left.after(110, 200, 12 * SECOND));
    assertEquals("about 10 s left", left.after(180, 200, 47 * SECOND));
    assertEquals("", left.after(200, 200, 60 * SECOND));
    assertEquals("", left.after(100, 200, 60 * SECOND), "an evaluation before the first step");
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1 s", "89, 89 s", "100, 2 min", "3600, 60 min", "9000, 2.5 h"})
  void longTimesAreSaidShort(double seconds, String words) {
    assertEquals(words, TimeLeft.words(seconds));
  }
}
