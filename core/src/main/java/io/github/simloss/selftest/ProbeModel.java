package io.github.simloss.selftest;

import io.github.simloss.backend.java.ReferenceModel;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A model of given sizes with few words, to compare an engine by, and sentences for it. Weights
 * repeat a short table, and both LSTMs have the same: they are made in no time, and what the check
 * holds in double precision is one LSTM.
 *
 * @param spec its shape
 * @param tensors its weights, for an engine
 * @param reference the same model in double precision
 */
record ProbeModel(ModelSpec spec, NamedTensors tensors, ReferenceModel reference) {
  /** V, the last four words being special; odd, so that no block fits. */
  private static final int VOCABULARY = 41;

  private static final int MAX_LENGTH = 2;

  /** How many weights are drawn; a prime, so that neighbouring rows differ whatever their width. */
  private static final int DRAWN = 4093;

  /** Odd, so that rows of one block and the next, of any even size, hold different sentences. */
  private static final int[][] SENTENCES = {{5, 17}, {23}, {2, 30}};

  /** Draws a model from a seed of its own. */
  static ProbeModel of(int inputs, int hidden) {
    ModelSpec spec =
        ModelSpec.published(
            new EmbeddingSpec(
                VOCABULARY,
                inputs,
                MAX_LENGTH,
                VOCABULARY - 4,
                VOCABULARY - 3,
                VOCABULARY - 2,
                VOCABULARY - 1),
            hidden);
    Map<String, long[]> shapes = spec.tensors();
    NamedTensors tensors = new NamedTensors();
    Map<String, double[]> precise = new HashMap<>();
    shapes.forEach(
        (name, shape) -> {
          String source = name.replace("decoder.", "encoder.");
          if (source.equals(name)) {
            float[] drawn = drawn(name, range(name, inputs, hidden));
            tensors.put(name, new Tensor(shape, repeated(drawn, count(shape))));
            precise.put(name, repeated(doubles(drawn), count(shape)));
          } else {
            tensors.put(name, tensors.get(source));
            precise.put(name, precise.get(source));
          }
        });
    return new ProbeModel(spec, tensors, new ReferenceModel(spec, precise));
  }

  /** Sums of a standard deviation near 1: gates away from both their linear and flat parts. */
  private static double range(String name, int inputs, int hidden) {
    if (name.equals(Parameters.EMBEDDING)) {
      return 1;
    }
    if (name.equals(Parameters.PROJECTION_WEIGHT)) {
      return 3 / Math.sqrt(hidden);
    }
    return name.contains("bias") ? 0.5 : 3 / Math.sqrt(inputs + hidden);
  }

  private static float[] drawn(String name, double range) {
    SeededRandom random = SeededRandom.derive(1, name, 0);
    float[] values = new float[DRAWN];
    for (int k = 0; k < DRAWN; k++) {
      values[k] = random.uniform(-range, range);
    }
    return values;
  }

  private static int count(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  private static float[] repeated(float[] drawn, int count) {
    float[] values = new float[count];
    for (int from = 0; from < count; from += DRAWN) {
      System.arraycopy(drawn, 0, values, from, Math.min(DRAWN, count - from));
    }
    return values;
  }

  private static double[] repeated(double[] drawn, int count) {
    double[] values = new double[count];
    for (int from = 0; from < count; from += DRAWN) {
      System.arraycopy(drawn, 0, values, from, Math.min(DRAWN, count - from));
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] widened = new double[values.length];
    Arrays.setAll(widened, k -> values[k]);
    return widened;
  }

  /** How many different sentences there are. */
  int sentences() {
    return SENTENCES.length;
  }

  /** One sentence, without padding. */
  Batch sentence(int index) {
    int[] tokens = SENTENCES[index];
    return Batch.of(new TokenRows(tokens.length, tokens, new int[] {tokens.length}));
  }

  /** So many rows, which hold the sentences in turn. */
  Batch batch(int rows) {
    int[][] sentences = new int[rows][];
    Arrays.setAll(sentences, row -> SENTENCES[row % SENTENCES.length]);
    return Batch.of(sentences, MAX_LENGTH, spec.embedding().paddingId());
  }
}
