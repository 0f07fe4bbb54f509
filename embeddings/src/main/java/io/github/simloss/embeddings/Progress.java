package io.github.simloss.embeddings;

/**
 * Receives how far a reading is. Called from the thread that reads, a few times a second.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Progress {
  /**
   * Some of the file is done.
   *
   * @param done bytes of the file (compressed bytes, if it is compressed)
   * @param total its size
   */
  void at(long done, long total);
}
