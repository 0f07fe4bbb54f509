package io.github.simloss.contract;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Small members of the family of models, drawn from seeds. */
final class FamilyToys {
  /** A word whose vector is zero, as that of a word without one may be. */
  static final int ZERO_WORD = 3;

  private static final List<Pooling> POOLINGS = List.of(Pooling.values());

  private FamilyToys() {}

  /** An embedding whose last four ids are special. */
  static EmbeddingSpec embedding(int vocabulary, int dimension, int maxLength) {
    return new EmbeddingSpec(
        vocabulary,
        dimension,
        maxLength,
        vocabulary - 4,
        vocabulary - 3,
        vocabulary - 2,
        vocabulary - 1);
  }

  /** A member with weights that keep gates away from both their linear and flat parts. */
  static Toy of(ModelSpec spec, long seed) {
    double range =
        Math.min(0.6, 2 / Math.sqrt(spec.dimension() + (double) spec.encoder().hiddenSize()));
    NamedTensors weights = new NamedTensors();
    spec.tensors()
        .forEach(
            (name, shape) -> {
              int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
              SeededRandom random = SeededRandom.derive(seed, "family " + name, 0);
              float[] values =
                  Toy.uniform(random, count, name.equals(Parameters.EMBEDDING) ? 1.2 : range);
              if (name.equals(Parameters.WORD_WEIGHTS)) {
                for (int k = 0; k < count; k++) {
                  values[k] = 0.05f + Math.abs(values[k]);
                }
              } else if (name.equals(Parameters.OUTPUT_SCALE)) {
                values[0] = 4;
              } else if (name.equals(Parameters.EMBEDDING)) {
                int from = ZERO_WORD * spec.dimension();
                Arrays.fill(values, from, from + spec.dimension(), 0);
              }
              weights.put(name, new Tensor(shape, values));
            });
    return new Toy(spec, weights, seed);
  }

  /** Every pooling, one and two layers, one and two directions, both decoders; the rest drawn. */
  static List<Toy> members(long seed) {
    return IntStream.range(0, 32).mapToObj(k -> member(k, seed + k)).toList();
  }

  private static Toy member(int k, long seed) {
    SeededRandom random = SeededRandom.derive(seed, "member", 0);
    Pooling pooling = POOLINGS.get(k % 4);
    boolean wordVectors = random.nextInt(2) == 1;
    boolean bag = k / 16 == 1;
    EncoderSpec encoder =
        new EncoderSpec(
            1 + random.nextInt(20),
            1 + k / 4 % 2,
            k / 8 % 2 == 1,
            pooling,
            (pooling.hasMean() || wordVectors) && random.nextInt(2) == 1,
            wordVectors,
            random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(12));
    DecoderSpec decoder =
        new DecoderSpec(
            bag ? DecoderKind.BAG : DecoderKind.LSTM,
            1 + random.nextInt(20),
            random.nextInt(2) == 0 ? OutputLayer.FREE : OutputLayer.TIED,
            bag && random.nextInt(2) == 1);
    return of(new ModelSpec(embedding(23, 1 + random.nextInt(9), 6), encoder, decoder), seed);
  }

  /** Three members that have, together, every part; with the losses they are trained with. */
  static List<Toy> three() {
    EmbeddingSpec embedding = embedding(23, 5, 7);
    return List.of(
        of(
            new ModelSpec(
                embedding,
                new EncoderSpec(7, 1, true, Pooling.MAX_MEAN, true, true, 0),
                new DecoderSpec(DecoderKind.BAG, 6, OutputLayer.TIED, true)),
            2101),
        of(
            new ModelSpec(
                embedding,
                new EncoderSpec(5, 2, true, Pooling.MEAN, false, false, 4),
                new DecoderSpec(DecoderKind.LSTM, 6, OutputLayer.TIED, false)),
            2102),
        of(
            new ModelSpec(
                embedding,
                new EncoderSpec(6, 2, false, Pooling.LAST, false, true, 0),
                new DecoderSpec(DecoderKind.BAG, 7, OutputLayer.FREE, false)),
            2103));
  }

  /** One of the toy's losses; over all numbers every structure of weights comes up. */
  static ReconstructionLoss loss(Toy toy, int number) {
    List<String> names =
        List.of(
            "ce",
            "soft-label",
            "weighted-ce",
            "dense",
            "weighted-sim",
            "position-mean",
            "two links");
    return toy.losses().get(names.get(number % names.size()));
  }

  /**
   * Sentences whose sources lack some of the targets' words and hold others, so that neither their
   * lengths nor their padding agree.
   */
  static Batch batch(Toy toy, int count, long number) {
    EmbeddingSpec embedding = toy.spec().embedding();
    SeededRandom random = SeededRandom.derive(toy.seed(), "family sources", number);
    int[][] targets = toy.sentences(count, number);
    int[][] sources = new int[count][];
    for (int b = 0; b < count; b++) {
      List<Integer> words = new ArrayList<>();
      for (int word : targets[b]) {
        if (random.nextInt(3) > 0) {
          words.add(word);
        }
        if (random.nextInt(3) == 0) {
          words.add(random.nextInt(toy.spec().vocabularySize() - 4));
        }
      }
      if (words.isEmpty()) {
        words.add(ZERO_WORD);
      }
      sources[b] = words.stream().mapToInt(Integer::intValue).toArray();
    }
    int longest = Arrays.stream(sources).mapToInt(words -> words.length).max().orElse(1);
    return new Batch(
        TokenRows.of(sources, longest + 2, embedding.paddingId()),
        TokenRows.of(targets, embedding.maxLength(), embedding.paddingId()));
  }

  /** What a member is, for the name of a test. */
  static String name(Toy toy) {
    EncoderSpec encoder = toy.spec().encoder();
    DecoderSpec decoder = toy.spec().decoder();
    return encoder.pooling().label()
        + " H"
        + encoder.hiddenSize()
        + (encoder.bidirectional() ? " both ways" : "")
        + (encoder.layers() > 1 ? " " + encoder.layers() + " layers" : "")
        + (encoder.weightedMean() ? " weighted" : "")
        + (encoder.wordVectors() ? " with word vectors" : "")
        + (encoder.codeSize() > 0 ? " code " + encoder.codeSize() : "")
        + ", "
        + decoder.kind().label()
        + " K"
        + decoder.hiddenSize()
        + " "
        + decoder.outputLayer().label()
        + (decoder.weightedTargets() ? " weighted" : "")
        + ", seed "
        + toy.seed();
  }
}
