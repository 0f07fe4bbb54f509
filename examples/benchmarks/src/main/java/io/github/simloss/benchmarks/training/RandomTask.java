package io.github.simloss.benchmarks.training;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.text.SpecialToken;
import java.util.Set;

/** A model and batches drawn from a seed: the same for every engine. */
final class RandomTask {
  /** Batches that are gone through in turn. */
  static final int BATCHES = 4;

  private static final int NEIGHBOURS = 5;
  private static final long SEED = 1;

  private RandomTask() {}

  /** The model, ready to train. */
  static TrainableModel model(Shape shape, Engine engine) {
    float[] vectors = vectors(shape);
    ModelSpec spec = shape.model().spec(shape);
    return engine.trainable(
        spec, weights(spec, vectors), loss(shape, vectors), AdamSettings.DEFAULT);
  }

  /** The model, ready to encode. */
  static InferenceModel inference(Shape shape, Engine engine) {
    ModelSpec spec = shape.model().spec(shape);
    return engine.inference(spec, weights(spec, vectors(shape)));
  }

  private static float[] vectors(Shape shape) {
    SeededRandom random = new SeededRandom(SEED);
    float[] vectors = new float[Math.multiplyExact(shape.words(), shape.dimension())];
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = (float) random.nextGaussian();
    }
    return vectors;
  }

  private static NamedTensors weights(ModelSpec spec, float[] vectors) {
    SeededRandom random = new SeededRandom(SEED + 3);
    float[] wordWeights = null;
    if (spec.hasWordWeights()) {
      wordWeights = new float[spec.embedding().vocabularySize()];
      for (int k = 0; k < wordWeights.length; k++) {
        wordWeights[k] = random.uniform(0.1, 1);
      }
    }
    return InitialWeights.create(spec, vectors, wordWeights, random);
  }

  private static ReconstructionLoss loss(Shape shape, float[] vectors) {
    UnitVectors units = UnitVectors.of(vectors, shape.words(), shape.dimension());
    LossSpec spec = LossSpec.of(shape.loss());
    if (shape.loss().equals("soft-label")) {
      spec = spec.with("neighbours", NEIGHBOURS);
    }
    return Losses.discover().create(spec, new LossContext(units, Set.of(), RandomTask::neighbours));
  }

  /** Neighbours at random: a step's time does not depend on who they are, a search's does. */
  private static NeighbourTable neighbours(UnitVectors vectors, int neighbours) {
    SeededRandom random = new SeededRandom(SEED + 1);
    int words = vectors.count();
    int[] ids = new int[words * neighbours];
    float[] similarities = new float[ids.length];
    for (int word = 0; word < words; word++) {
      int stride = 1 + random.nextInt(Math.max(1, (words - 1) / neighbours));
      for (int k = 0; k < neighbours; k++) {
        ids[word * neighbours + k] = (word + k * stride) % words;
        similarities[word * neighbours + k] = 1 - 0.1f * k;
      }
    }
    return new NeighbourTable(words, neighbours, ids, similarities);
  }

  /** The batches. */
  static Batch[] batches(Shape shape) {
    SeededRandom random = new SeededRandom(SEED + 2);
    Batch[] batches = new Batch[BATCHES];
    int first = SpecialToken.values().length;
    for (int n = 0; n < batches.length; n++) {
      int[][] sentences = new int[shape.batch()][];
      for (int b = 0; b < sentences.length; b++) {
        int range = shape.maxLength() - shape.shortest() + 1;
        sentences[b] = new int[shape.shortest() + random.nextInt(range)];
        for (int t = 0; t < sentences[b].length - 1; t++) {
          sentences[b][t] = first + random.nextInt(shape.words() - first);
        }
        sentences[b][sentences[b].length - 1] = SpecialToken.END.id();
      }
      batches[n] = Batch.of(sentences, shape.maxLength(), SpecialToken.PADDING.id());
    }
    return batches;
  }
}
