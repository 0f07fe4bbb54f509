package io.github.simloss.io.lines;

/**
 * What is done with each line of a text.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LineConsumer {
  /**
   * Takes one line.
   *
   * @param number the line's number, from 1
   * @param text the line without its end
   */
  void accept(long number, String text);
}
