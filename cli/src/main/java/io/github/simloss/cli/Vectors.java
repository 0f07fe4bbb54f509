package io.github.simloss.cli;

import io.github.simloss.similarity.WordVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Word vectors from files, as the commands need them. */
final class Vectors {
  private Vectors() {}

  /** Words of a file in its order, and their vectors. */
  record Listing(List<String> words, WordVectors vectors) {}

  /** Those of some words. */
  static WordVectors of(Path file, Set<String> words) {
    throw new IllegalStateException();
  }

  /** All of a file. */
  static WordVectors all(Path file) {
    return listing(file).vectors();
  }

  /** All of a file, with the list of its words. */
  static Listing listing(Path file) {
    throw new IllegalStateException();
  }
}
