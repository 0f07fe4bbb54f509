package io.github.simloss.model;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;

/** The weights a model starts from, the same for every engine. */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * PyTorch's defaults: every trainable tensor is uniform in [-1/sqrt(H), 1/sqrt(H)), the LSTMs'
   * because that is their rule and the projection's because its fan-in is H. Values are drawn row
   * by row, tensor by tensor in the order of {@link Parameters#trainable}, from the one generator.
   *
   * @param spec the model's shape
   * @param embedding the frozen embedding, row-major V x d; not copied
   * @param random the generator
   * @return all tensors a model needs, the embedding first
   * @throws IllegalArgumentException if the embedding is not V x d, or a tensor would hold 2^31
   *     values or more
   */
  public static NamedTensors create(AutoencoderSpec spec, float[] embedding, SeededRandom random) {
    long expected = (long) spec.vocabularySize() * spec.embeddingDimension();
    if (embedding.length != expected) {
      throw new IllegalArgumentException(
          "an embedding of "
              + embedding.length
              + " values is not "
              + spec.vocabularySize()
              + " x "
              + spec.embeddingDimension());
    }
    NamedTensors weights = new NamedTensors();
    weights.put(
        Parameters.EMBEDDING,
        Tensor.matrix(spec.vocabularySize(), spec.embeddingDimension(), embedding));
    double bound = 1 / Math.sqrt(spec.hiddenSize());
    Parameters.trainable(spec)
        .forEach((name, shape) -> weights.put(name, uniform(name, shape, bound, random)));
    return weights;
  }

  private static Tensor uniform(String name, long[] shape, double bound, SeededRandom random) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' would hold " + count + " values; choose a smaller hidden size");
    }
    float[] data = new float[(int) count];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.uniform(-bound, bound);
    }
    return new Tensor(shape, data);
  }
}
