package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.similarity.WordVectors;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to train on: three files, or none of them for the sample inside the jar. */
final class DataOptions {
  @Option(
      names = "--train",
      paramLabel = "FILE",
      description = "Training sentences, one a line, plain or gzip.")
  private Path train;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description = "Sentences that choose the best model, the same form.")
  private Path dev;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Pre-trained word vectors: fastText, GloVe or word2vec, plain or gzip.")
  private Path vectors;

  @Mixin private Vectors reading;

  /**
   * The files.
   *
   * @param train sentences to train on
   * @param dev sentences to choose by
   * @param vectors word vectors
   * @param stopWords words that stay one-hot, or null
   * @param reading how vectors are read
   */
  record Paths(Path train, Path dev, Path vectors, Path stopWords, Vectors reading) {

    /** The vectors of some words. */
    WordVectors some(Set<String> words, PrintWriter err) {
      return reading.some(vectors, words, err);
    }
  }

  /** Whether any of the files was named. */
  boolean given() {
    return train != null || dev != null || vectors != null;
  }

  /** Checks that either none or all files are named, and are there. */
  void check() {
    if (given()) {
      requireGiven("--train", train);
      requireGiven("--dev", dev);
      requireGiven("--vectors", vectors);
      requireFile("--train", train);
      requireFile("--dev", dev);
      requireFile("--vectors", vectors);
    }
  }

  /**
   * The files named, or those of the sample.
   *
   * @param folder where the sample is unpacked to, if it is used
   * @param stopWords the user's own, or null
   */
  Paths files(Path folder, Path stopWords) {
    if (given()) {
      return new Paths(train, dev, vectors, stopWords, reading);
    }
    Sample sample = Sample.unpack(folder);
    return new Paths(
        sample.train(),
        sample.dev(),
        sample.vectors(),
        stopWords == null ? sample.stopWords() : stopWords,
        reading);
  }

  private static void requireGiven(String option, Path file) {
    if (file == null) {
      throw new UsageException(
          option
              + " is missing: give --train, --dev and --vectors, or none of them for the sample");
    }
  }

  private static void requireFile(String option, Path file) {
    if (!Files.exists(file)) {
      throw new SimlossException(option + ": there is no file " + file);
    }
  }
}
