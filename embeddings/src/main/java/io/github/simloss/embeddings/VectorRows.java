package io.github.simloss.embeddings;

import java.util.function.Consumer;

/**
 * Words and their vectors in an order, to go through as often as needed.
 *
 * @since 0.1.0
 */
public interface VectorRows {
  /** d. */
  int dimension();

  /** Hands over the words in order, each once. */
  void forEachWord(Consumer<String> consumer);

  /** Hands over the words and their vectors in the same order. */
  void forEach(RowConsumer consumer);
}
