package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.io.Messages;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.MovedData;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What to train on: three files, or none of them for the sample inside the jar. */
@InSection(Section.DATA)
public final class DataOptions {
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

  /**
   * The files.
   *
   * @param data what is trained on
   * @param stopWords the sample's words that stay one-hot, or null
   * @param sample what was unpacked, or null
   */
  public record Chosen(DataFiles data, Path stopWords, Sample sample) {
    /** Removes what was unpacked for a command that came to nothing. */
    public void discard() {
      if (sample != null) {
        sample.discard();
      }
    }
  }

  /**
   * Where the files of a run are now, for one that continues; those not named are where they were.
   */
  public MovedData moved(Path similarities) {
    return new MovedData(train, dev, vectors, similarities);
  }

  /** Whether any of the files was named. */
  public boolean given() {
    return train != null || dev != null || vectors != null;
  }

  /** Checks that either none or all files are named, and are there. */
  public void check() {
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
   * @param options names the user's own similarities, if there are any
   */
  public Chosen files(Path folder, TrainingOptions options) {
    if (given()) {
      return new Chosen(new DataFiles(train, dev, vectors, options.similarities()), null, null);
    }
    Sample sample = Sample.unpack(folder);
    return new Chosen(
        new DataFiles(sample.train(), sample.dev(), sample.vectors(), options.similarities()),
        sample.stopWords(),
        sample);
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
      throw new SimlossException(
          option
              + ": there is no file "
              + Messages.quote(file)
              + (file.toString().equals("-") ? "; standard input is /dev/stdin" : ""));
    }
  }
}
