package io.github.simloss.embeddings;

import java.io.IOException;

/**
 * Takes the rows of a file, one by one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RowConsumer {
  /**
   * Takes a row.
   *
   * @param word its word
   * @param vector d values; the consumer's own
   * @throws IOException if it cannot be passed on
   */
  void row(String word, float[] vector) throws IOException;
}
