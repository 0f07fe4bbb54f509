package io.github.simloss.io;

import java.io.IOException;

/**
 * Something done with a value that may fail to read or write.
 *
 * @param <T> the value's type
 * @since 0.1.0
 */
@FunctionalInterface
public interface IoConsumer<T> {
  /**
   * Does it.
   *
   * @throws IOException if reading or writing fails
   */
  void accept(T value) throws IOException;
}
