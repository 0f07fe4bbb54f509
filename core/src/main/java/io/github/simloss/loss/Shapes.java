package io.github.simloss.loss;

/** The one check that weight structures share. */
final class Shapes {
  private Shapes() {}

  static void check(String what, int length, int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns != length) {
      throw new IllegalArgumentException(
          length + " " + what + " are not " + rows + " x " + columns);
    }
  }
}
