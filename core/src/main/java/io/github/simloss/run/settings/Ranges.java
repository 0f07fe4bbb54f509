package io.github.simloss.run.settings;

import io.github.simloss.SimlossException;

/** Checks of single settings, in one form of words. */
final class Ranges {
  private Ranges() {}

  static void atLeast(String name, int value, int low) {
    if (value < low) {
      throw new SimlossException(name + " is " + value + "; it must be at least " + low);
    }
  }

  static void above0(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new SimlossException(name + " is " + value + "; it must be a number above 0");
    }
  }

  static void from0(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new SimlossException(name + " is " + value + "; it must be a number from 0");
    }
  }
}
