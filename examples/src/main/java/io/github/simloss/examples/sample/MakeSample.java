package io.github.simloss.examples.sample;

import io.github.simloss.io.AtomicFiles;
import java.nio.file.Path;
import java.util.List;

/** Makes the sample again: {@code MakeSample FOLDER}. */
public final class MakeSample {
  static final long SEED = 2018;
  static final int DIMENSION = 60;

  private static final String STOP_WORDS =
      """
      the a an and or but of to in on at for with from by as so too
      is was are were be been am i we they it he she you my our his her their its
      this that these those what when not no never
      had have has will would do did us them
      . , !
      """;

  private static final String README =
      """
      # The sample
      4,000 training, 400 dev and 400 test sentences like those of restaurant reviews, vectors of 60
      dimensions for their words, and stop words. All of it is made by code: sentences are drawn from a
      grammar of our own, vectors come from the training sentences alone. It is under the project's
      licence. `MakeSample FOLDER` in the module `examples` makes the same bytes again.
      """;

  private MakeSample() {}

  /**
   * Writes the sample's files.
   *
   * @param args the folder
   */
  public static void main(String[] args) {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: MakeSample FOLDER");
    }
    write(Path.of(args[0]));
  }

  /** Writes the sample's files into a folder. */
  static void write(Path folder) {
    SampleCorpus corpus = SampleCorpus.draw(SEED);
    AtomicFiles.writeString(folder.resolve("train.txt"), lines(corpus.train()));
    AtomicFiles.writeString(folder.resolve("dev.txt"), lines(corpus.dev()));
    AtomicFiles.writeString(folder.resolve("test.txt"), lines(corpus.test()));
    AtomicFiles.writeString(
        folder.resolve("vectors.vec"), SampleVectors.of(corpus.train(), DIMENSION, SEED).text());
    AtomicFiles.writeString(folder.resolve("stop-words.txt"), STOP_WORDS);
    AtomicFiles.writeString(folder.resolve("README.md"), README);
  }

  private static String lines(List<String> sentences) {
    return String.join("\n", sentences) + "\n";
  }
}
