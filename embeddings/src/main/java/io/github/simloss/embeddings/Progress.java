package io.github.simloss.embeddings;

/** Hears how far a reading has come. Called from the thread that reads, a few times a second. */
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
