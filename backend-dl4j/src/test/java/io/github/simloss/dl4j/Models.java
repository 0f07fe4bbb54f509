package io.github.simloss.dl4j;

import io.github.simloss.batch.Batch;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;

/** Seeded models and batches for tests. */
public final class Models {
  private Models() {}

  /** The published model; the last four ids are the special ones. */
  public static ModelSpec spec(int vocabulary, int dimension, int hidden, int maxLength) {
    return ModelSpec.published(embedding(vocabulary, dimension, maxLength), hidden);
  }

  /** The same words; the last four ids are the special ones. */
  public static EmbeddingSpec embedding(int vocabulary, int dimension, int maxLength) {
    return new EmbeddingSpec(
        vocabulary,
        dimension,
        maxLength,
        vocabulary - 4,
        vocabulary - 3,
        vocabulary - 2,
        vocabulary - 1);
  }

  /** Uniform numbers in [-bound, bound). */
  public static float[] uniform(SeededRandom random, int count, double bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.uniform(-bound, bound);
    }
    return values;
  }

  /** All weights of a model. */
  public static NamedTensors weights(ModelSpec spec, long seed) {
    SeededRandom random = new SeededRandom(seed);
    NamedTensors weights = new NamedTensors();
    spec.trainable()
        .forEach(
            (name, shape) -> {
              int count = 1;
              for (long size : shape) {
                count *= Math.toIntExact(size);
              }
              weights.put(name, new Tensor(shape, uniform(random, count, 0.4)));
            });
    if (spec.hasWordWeights()) {
      float[] ofWords = uniform(random, spec.vocabularySize(), 0.4);
      for (int i = 0; i < ofWords.length; i++) {
        ofWords[i] += 0.5f;
      }
      weights.put(Parameters.WORD_WEIGHTS, new Tensor(new long[] {ofWords.length}, ofWords));
    }
    int count = spec.vocabularySize() * spec.dimension();
    return weights.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.dimension(), uniform(random, count, 1)));
  }

  /** Sentences of random lengths and words. */
  public static Batch batch(ModelSpec spec, int rows, SeededRandom random) {
    int[][] sentences = new int[rows][];
    for (int b = 0; b < rows; b++) {
      sentences[b] = new int[1 + random.nextInt(spec.embedding().maxLength())];
      for (int t = 0; t < sentences[b].length; t++) {
        sentences[b][t] = random.nextInt(spec.vocabularySize() - 4);
      }
    }
    return Batch.of(sentences, spec.embedding().maxLength(), spec.embedding().paddingId());
  }
}
