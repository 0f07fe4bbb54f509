package io.github.simloss.examples;

import io.github.simloss.dl4j.SimilarityLoss;
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
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A language model in plain DL4J, whose loss is one of ours: {@code LanguageModel TEXT VECTORS
 * EPOCHS}. It is trained with cross entropy and with soft labels; a tenth of the sentences is kept
 * to tell how often the likeliest next word is the right one, and how near it is to the right one.
 */
public final class LanguageModel {
  private static final int STEPS = 12;
  private static final int BATCH = 32;

  private final UnitVectors vectors;
  private final Map<String, Integer> ids = new HashMap<>();
  private final MultiLayerNetwork net;

  /** What a trained model is worth. */
  record Scores(double accuracy, double similarity) {}

  LanguageModel(WordTable file, LossSpec spec) {
    vectors = file.vectors();
    file.words().forEach(word -> ids.putIfAbsent(word, ids.size()));
    SimilarityLoss loss = SimilarityLoss.builder(spec, vectors).build();
    int size = vectors.count();
    net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(3e-3))
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(size)
                        .nOut(vectors.dimension())
                        .inputLength(STEPS)
                        .build())
                .layer(new LSTM.Builder().nIn(vectors.dimension()).nOut(64).build())
                .layer(
                    new RnnOutputLayer.Builder(loss)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(64)
                        .nOut(size)
                        .build())
                .build());
    net.init();
    net.setParam("0_W", Nd4j.create(vectors.data(), size, vectors.dimension()));
  }

  /** Each word to guess the next; ids are places in the table, other words are passed over. */
  private DataSet batch(List<String> sentences) {
    INDArray in = Nd4j.zeros(DataType.FLOAT, sentences.size(), 1, STEPS);
    INDArray next = in.dup();
    INDArray mask = Nd4j.zeros(DataType.FLOAT, sentences.size(), STEPS);
    for (int b = 0; b < sentences.size(); b++) {
      int[] words =
          Arrays.stream(sentences.get(b).split(" ", -1))
              .filter(ids::containsKey)
              .mapToInt(ids::get)
              .toArray();
      for (int t = 0; t < Math.min(STEPS, words.length - 1); t++) {
        in.putScalar(b, 0, t, words[t]);
        next.putScalar(b, 0, t, words[t + 1]);
        mask.putScalar(b, t, 1);
      }
    }
    return new DataSet(in, next, null, mask);
  }

  void train(List<String> sentences) {
    for (int from = 0; from < sentences.size(); from += BATCH) {
      net.fit(batch(sentences.subList(from, Math.min(sentences.size(), from + BATCH))));
    }
  }

  Scores score(List<String> sentences) {
    DataSet data = batch(sentences);
    INDArray best = net.output(data.getFeatures()).argMax(1);
    double words = 0;
    double right = 0;
    double similarity = 0;
    for (int b = 0; b < sentences.size(); b++) {
      for (int t = 0; t < STEPS && data.getLabelsMaskArray().getInt(b, t) == 1; t++) {
        int target = data.getLabels().getInt(b, 0, t);
        words++;
        right += best.getInt(b, t) == target ? 1 : 0;
        similarity += vectors.cosine(target, best.getInt(b, t));
      }
    }
    return new Scores(right / words, similarity / words);
  }

  /**
   * Trains two models and prints how they do.
   *
   * @param args a text of one tokenized sentence a line, a {@code .vec} file, and how many epochs
   */
  public static void main(String[] args) {
    List<String> sentences = TextFiles.readLines(Path.of(args[0]));
    SortedSet<String> words = new TreeSet<>();
    sentences.forEach(sentence -> words.addAll(List.of(sentence.split(" ", -1))));
    WordTable file = WordTable.read(Path.of(args[1]), words);
    int kept = sentences.size() / 10;
    System.out.printf(
        Locale.ROOT, "%-12s %5s %9s %11s%n", "loss", "epoch", "accuracy", "similarity");
    for (String name : List.of("ce", "soft-label")) {
      LanguageModel model = new LanguageModel(file, LossSpec.of(name));
      for (int epoch = 0; epoch <= Integer.parseInt(args[2]); epoch++) {
        if (epoch > 0) {
          model.train(sentences.subList(kept, sentences.size()));
        }
        Scores scores = model.score(sentences.subList(0, kept));
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
