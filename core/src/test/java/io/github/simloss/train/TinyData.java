package io.github.simloss.train;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A corpus of a few words in a folder, and vectors for them. */
public final class TinyData {
  private static final List<String> THINGS = List.of("food", "meal", "place", "service");
  private static final List<String> ADJECTIVES = List.of("good", "great", "bad", "awful", "slow");

  /** Sentences to train on. */
  public final Path train;

  /** Sentences to evaluate on. */
  public final Path dev;

  /** What stands for a file of vectors. */
  public final Path vectorFile;

  private final Path root;

  /** A corpus of 60 sentences. */
  public TinyData(Path root) throws IOException {
    this(root, 60, 12);
  }

  /** A corpus of so many sentences. */
  public TinyData(Path root, int trainSentences, int devSentences) throws IOException {
    this.root = root;
    SeededRandom random = new SeededRandom(5);
    train = Files.write(root.resolve("train.txt"), sentences(random, trainSentences));
    dev = Files.write(root.resolve("dev.txt"), sentences(random, devSentences));
    vectorFile = Files.writeString(root.resolve("vectors.txt"), "stands for a file of vectors\n");
  }

  private static List<String> sentences(SeededRandom random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String thing = THINGS.get(random.nextInt(THINGS.size()));
      String adjective = ADJECTIVES.get(random.nextInt(ADJECTIVES.size()));
      lines.add("the " + thing + " was " + (i % 3 == 0 ? "so " : "") + adjective);
    }
    return lines;
  }

  /** Vectors of six numbers, the same for a word at every call. */
  public static WordVectors vectors(Set<String> words) {
    return new WordVectors() {
      @Override
      public int dimension() {
        return 6;
      }

      @Override
      public float[] vector(String word) {
        SeededRandom random = SeededRandom.derive(3, word, 0);
        float[] vector = new float[6];
        for (int k = 0; k < vector.length; k++) {
          vector[k] = random.uniform(-1, 1);
        }
        return words.contains(word) ? vector : null;
      }
    };
  }

  /** Small batches, a checkpoint every three steps. */
  public static TrainingSettings settings(int epochs, double learningRate) {
    return TrainingSettings.DEFAULT
        .withOptimization(
            o ->
                o.withEpochs(epochs)
                    .withBatchSize(8)
                    .withLearningRate(learningRate)
                    .withGroupByLength(true))
        .withEvaluation(e -> e.withSamples(1))
        .withCheckpoints(c -> c.withEvery(3))
        .withSeed(11);
  }

  /** A run in a folder beside the data. */
  public TrainingRequest request(String out, String loss, TrainingSettings settings) {
    return request(root.resolve(out), 16, loss, settings);
  }

  /** A run in any folder, with a code of this size. */
  public TrainingRequest request(Path out, int hidden, String loss, TrainingSettings settings) {
    return new TrainingRequest(
        DataFiles.of(train, dev, vectorFile),
        VocabularySettings.DEFAULT
            .withText(t -> t.withMaxLength(8))
            .withMaxVocabulary(1000)
            .withExceptions(e -> e.withStopWords(List.of("the", "was"))),
        ModelSettings.published(hidden),
        LossSpec.of(loss),
        settings,
        RunOutput.to(out));
  }
}
