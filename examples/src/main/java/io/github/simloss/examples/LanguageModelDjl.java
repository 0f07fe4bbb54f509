package io.github.simloss.examples;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.simloss.djl.SimilarityLoss;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.loss.LossSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@link LanguageModel} once more, in plain DJL on PyTorch: {@code LanguageModelDjl TEXT VECTORS
 * EPOCHS}. The same task, sizes and loss; only the way of building a network is another.
 */
public final class LanguageModelDjl implements AutoCloseable {
  private static final int STEPS = 12;
  private static final int BATCH = 32;

  /** Outside of the vocabulary, so that no word is taken for padding. */
  private static final int PADDING = -1;

  private final UnitVectors vectors;
  private final Map<String, Integer> ids = new HashMap<>();
  private final SimilarityLoss loss;
  private final Model model;
  private final Trainer trainer;

  LanguageModelDjl(WordTable table, LossSpec spec) {
    vectors = table.vectors();
    table.words().forEach(word -> ids.putIfAbsent(word, ids.size()));
    // Before anything else of DJL: it makes DJL use the libraries on the class path.
    loss = SimilarityLoss.builder(spec, vectors).paddingId(PADDING).build();
    Engine.getEngine("PyTorch").setRandomSeed(1);
    model = Model.newInstance("language-model", Device.cpu(), "PyTorch");
    NDArray rows =
        model
            .getNDManager()
            .create(vectors.data(), new Shape(vectors.count(), vectors.dimension()));
    TrainableWordEmbedding embedding = TrainableWordEmbedding.fromPretrained(rows, table.words());
    embedding.freezeParameters(false);
    model.setBlock(
        new SequentialBlock()
            .add(embedding)
            .add(LSTM.builder().setStateSize(64).setNumLayers(1).optBatchFirst(true).build())
            .add(Linear.builder().setUnits(vectors.count()).build()));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Optimizer.adam().optLearningRateTracker(Tracker.fixed(3e-3f)).build()));
    trainer.initialize(new Shape(BATCH, STEPS));
  }

  /** The words of some sentences, or those that follow; words without a vector are passed over. */
  private int[][] words(List<String> sentences, boolean following) {
    int[][] batch = new int[sentences.size()][STEPS];
    for (int b = 0; b < batch.length; b++) {
      Arrays.fill(batch[b], following ? PADDING : 0);
      int[] words =
          Arrays.stream(sentences.get(b).split(" ", -1))
              .filter(ids::containsKey)
              .mapToInt(ids::get)
              .toArray();
      int from = following ? 1 : 0;
      int length = Math.max(0, Math.min(STEPS, words.length - 1));
      System.arraycopy(words, Math.min(from, words.length), batch[b], 0, length);
    }
    return batch;
  }

  void train(List<String> sentences) {
    for (int from = 0; from < sentences.size(); from += BATCH) {
      List<String> batch = sentences.subList(from, Math.min(sentences.size(), from + BATCH));
      try (NDManager manager = trainer.getManager().newSubManager()) {
        NDList in = new NDList(manager.create(words(batch, false)));
        NDList next = new NDList(manager.create(words(batch, true)));
        try (GradientCollector collector = trainer.newGradientCollector()) {
          collector.backward(loss.evaluate(next, trainer.forward(in)));
        }
        trainer.step();
      }
    }
  }

  LanguageModel.Scores score(List<String> sentences) {
    int[] next = Arrays.stream(words(sentences, true)).flatMapToInt(Arrays::stream).toArray();
    double words = 0;
    double right = 0;
    double similarity = 0;
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDList in = new NDList(manager.create(words(sentences, false)));
      long[] best = trainer.evaluate(in).singletonOrThrow().argMax(-1).toLongArray();
      for (int k = 0; k < next.length; k++) {
        if (next[k] != PADDING) {
          words++;
          right += best[k] == next[k] ? 1 : 0;
          similarity += vectors.cosine(next[k], (int) best[k]);
        }
      }
    }
    return new LanguageModel.Scores(right / words, similarity / words);
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    loss.close();
  }

  /**
   * Trains two models and prints how they do.
   *
   * @param args a text of one tokenized sentence a line, a vector file, and how many epochs
   */
  public static void main(String[] args) {
    List<String> sentences = TextFiles.readLines(Path.of(args[0]));
    SortedSet<String> words = new TreeSet<>();
    sentences.forEach(sentence -> words.addAll(List.of(sentence.split(" ", -1))));
    WordTable table = WordTable.read(Path.of(args[1]), words);
    int kept = sentences.size() / 10;
    System.out.printf(
        Locale.ROOT, "%-12s %5s %9s %11s%n", "loss", "epoch", "accuracy", "similarity");
    for (String name : List.of("ce", "soft-label")) {
      try (LanguageModelDjl model = new LanguageModelDjl(table, LossSpec.of(name))) {
        for (int epoch = 0; epoch <= Integer.parseInt(args[2]); epoch++) {
          if (epoch > 0) {
            model.train(sentences.subList(kept, sentences.size()));
          }
          LanguageModel.Scores scores = model.score(sentences.subList(0, kept));
          System.out.printf(
              Locale.ROOT,
              "%-12s %5d %9.3f %11.3f%n",
              name,
              epoch,
              scores.accuracy(),
              scores.similarity());
        }
      }
    }
  }
}
