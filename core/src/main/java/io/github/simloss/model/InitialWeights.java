package io.github.simloss.model;

import io.github.simloss.io.SeededRandom;
import java.util.Arrays;
import java.util.Map;

/** Weights to begin with: PyTorch's defaults, every tensor uniform in +-1/sqrt(H). */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * Draws all trainable tensors, in the order of {@link Parameters#trainable}.
   *
   * @param spec the model's shape
   * @param embedding the frozen embedding, row-major V x d
   * @param random the generator
   * @return the weights, the embedding among them
   */
  public static NamedTensors create(AutoencoderSpec spec, float[] embedding, SeededRandom random) {
    NamedTensors weights = new NamedTensors();
    weights.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.embeddingDimension(), embedding));
    double bound = 1 / Math.sqrt(spec.hiddenSize());
    for (Map.Entry<String, long[]> entry : Parameters.trainable(spec).entrySet()) {
      long count = Arrays.stream(entry.getValue()).reduce(1, Math::multiplyExact);
      float[] values = new float[Math.toIntExact(count)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.uniform(-bound, bound);
      }
      weights.put(entry.getKey(), new Tensor(entry.getValue(), values));
    }
    return weights;
  }
}
