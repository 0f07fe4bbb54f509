package io.github.simloss.loss;

import java.util.Objects;

/** The checks that weight structures share. */
final class Shapes {
  private Shapes() {}

  static void check(String what, int length, int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns != length) {
      throw new IllegalArgumentException(
          length + " " + what + " are not " + rows + " x " + columns);
    }
  }

  /** A vocabulary has a word. */
  static void vocabulary(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a vocabulary of " + size + " words; it must have one");
    }
  }

  /** A target is an id, and the array holds its row. */
  static void row(int size, int target, double[] row) {
    Objects.checkIndex(target, size);
    if (row.length != size) {
      throw new IllegalArgumentException(
          "an array of " + row.length + " values for a row of " + size + " weights");
    }
  }
}
