package io.github.simloss.contract;

import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small model drawn from a seed. The last four ids are {@code <start> <unk> <end> <pad>}.
 *
 * @param spec its shape
 * @param weights all tensors; weights up to 0.6, so that gates are well away from linear
 * @param seed what it was drawn from
 */
public record Toy(ModelSpec spec, NamedTensors weights, long seed) {
  /** The size that most tests use: odd numbers, so that no kernel's block fits. */
  static Toy small(long seed) {
    return of(23, 5, 7, 6, seed);
  }

  static Toy of(int vocabulary, int dimension, int hidden, int maxLength, long seed) {
    return of(vocabulary, dimension, hidden, maxLength, 0.6, seed);
  }

  /** A model of any size, with weights that keep the gates of a large one from saturating. */
  static Toy scaled(int vocabulary, int dimension, int hidden, int maxLength, long seed) {
    double range = 2 / Math.sqrt(dimension + hidden);
    return of(vocabulary, dimension, hidden, maxLength, range, seed);
  }

  private static Toy of(
      int vocabulary, int dimension, int hidden, int maxLength, double range, long seed) {
    ModelSpec spec =
        ModelSpec.published(
            new EmbeddingSpec(
                vocabulary,
                dimension,
                maxLength,
                vocabulary - 4,
                vocabulary - 3,
                vocabulary - 2,
                vocabulary - 1),
            hidden);
    NamedTensors weights = new NamedTensors();
    spec.trainable().forEach((name, shape) -> weights.put(name, tensor(shape, range, seed, name)));
    long[] shape = {vocabulary, dimension};
    weights.put(Parameters.EMBEDDING, tensor(shape, 1.2, seed, Parameters.EMBEDDING));
    return new Toy(spec, weights, seed);
  }

  private static Tensor tensor(long[] shape, double range, long seed, String name) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    SeededRandom random = SeededRandom.derive(seed, "toy " + name, 0);
    return new Tensor(shape, uniform(random, (int) count, range));
  }

  /** Numbers in [-range, range). */
  static float[] uniform(SeededRandom random, int count, double range) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  /** Sentences of random words and lengths, each closed with {@code <end>}; one is of length 1. */
  int[][] sentences(int count, long number) {
    SeededRandom random = SeededRandom.derive(seed, "toy sentences", number);
    int[][] sentences = new int[count][];
    for (int b = 0; b < count; b++) {
      int length = b == 1 ? 1 : 1 + random.nextInt(spec.embedding().maxLength());
      sentences[b] = new int[length];
      for (int t = 0; t < length - 1; t++) {
        sentences[b][t] = random.nextInt(spec.vocabularySize() - 4);
      }
      sentences[b][length - 1] = spec.embedding().endId();
    }
    return sentences;
  }

  /** {@link #sentences} padded to the model's length. */
  Batch batch(int count, long number) {
    return Batch.of(
        sentences(count, number), spec.embedding().maxLength(), spec.embedding().paddingId());
  }

  /** The model in double precision. */
  ReferenceModel reference() {
    return ReferenceModel.of(spec, weights);
  }

  /** Every loss by its name, a dense one, terms of two links, and one reduced by position. */
  Map<String, ReconstructionLoss> losses() {
    UnitVectors vectors =
        UnitVectors.of(
            weights.get(Parameters.EMBEDDING).data(), spec.vocabularySize(), spec.dimension());
    LossContext context =
        new LossContext(vectors, Set.of(0, spec.embedding().endId()), NeighbourSearch.PLAIN_JAVA);
    Losses all = Losses.discover();
    Map<String, ReconstructionLoss> losses = new LinkedHashMap<>();
    for (LossFactory factory : all.all()) {
      losses.put(factory.name(), all.create(LossSpec.of(factory.name()), context));
    }
    int size = spec.vocabularySize();
    TargetWeights dense =
        new TargetWeights.Dense(
            size, uniform(SeededRandom.derive(seed, "toy table", 0), size * size, 1));
    losses.put("dense", ReconstructionLoss.of("dense", Link.LOG, 0, dense, Reduction.TOKEN_MEAN));
    losses.put(
        "two links",
        new ReconstructionLoss(
            "two links",
            List.of(
                new LossTerm(0.75, Link.LOG, 0, new TargetWeights.OneHot(size)),
                losses.get("weighted-sim").terms().get(0)),
            Reduction.TOKEN_MEAN));
    losses.put(
        "position-mean",
        all.create(LossSpec.of("soft-label").with("reduction", "position-mean"), context));
    return losses;
  }

  /** Cross entropy. */
  ReconstructionLoss crossEntropy() {
    return ReconstructionLoss.crossEntropy(spec.vocabularySize());
  }
}
