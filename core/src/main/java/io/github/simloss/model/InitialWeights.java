package io.github.simloss.model;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights a model starts from, the same for every engine.
 *
 * @since 0.1.0
 */
public final class InitialWeights {
  /** What cosines are multiplied by at first. */
  private static final float SCALE = 10;

  private InitialWeights() {}

  /**
   * The weights of a model whose words have no weights of their own.
   *
   * @throws IllegalArgumentException as {@link #create(ModelSpec, float[], float[], SeededRandom)}
   */
  public static NamedTensors create(ModelSpec spec, float[] embedding, SeededRandom random) {
    return create(spec, embedding, null, random);
  }

  /**
   * PyTorch's defaults: the tensors of an LSTM are uniform in [-1/sqrt(H), 1/sqrt(H)), those of a
   * linear layer in [-1/sqrt(f), 1/sqrt(f)), f being its inputs. Under a tied output layer the
   * scale is 10 and the bias of the logits 0. Values are drawn row by row, tensor by tensor in the
   * order of {@link ModelSpec#trainable}, from the one generator.
   *
   * @param spec the model's shape
   * @param embedding the frozen embedding, row-major V x d; not copied
   * @param wordWeights V weights of words; null where the model has none
   * @param random the generator
   * @return all tensors a model needs, the frozen ones first
   * @throws IllegalArgumentException if the embedding is not V x d, the weights of words are not V
   *     or are missing, or a tensor would hold 2^31 values or more
   */
  public static NamedTensors create(
      ModelSpec spec, float[] embedding, float @Nullable [] wordWeights, SeededRandom random) {
    long expected = (long) spec.vocabularySize() * spec.dimension();
    if (embedding.length != expected) {
      throw new IllegalArgumentException(
          "an embedding of "
              + embedding.length
              + " values is not "
              + spec.vocabularySize()
              + " x "
              + spec.dimension());
    }
    NamedTensors weights = new NamedTensors();
    weights.put(
        Parameters.EMBEDDING, Tensor.matrix(spec.vocabularySize(), spec.dimension(), embedding));
    if (spec.hasWordWeights()) {
      if (wordWeights == null || wordWeights.length != spec.vocabularySize()) {
        throw new IllegalArgumentException(
            "the model needs " + spec.vocabularySize() + " weights of words");
      }
      weights.put(
          Parameters.WORD_WEIGHTS, new Tensor(new long[] {wordWeights.length}, wordWeights));
    }
    Map<String, long[]> shapes = spec.trainable();
    boolean tied = spec.decoder().outputLayer() == OutputLayer.TIED;
    shapes.forEach(
        (name, shape) -> {
          if (name.equals(Parameters.OUTPUT_SCALE)) {
            weights.put(name, filled(name, shape, SCALE));
          } else if (tied && name.equals(Parameters.PROJECTION_BIAS)) {
            weights.put(name, filled(name, shape, 0));
          } else {
            double bound = 1 / Math.sqrt((double) inputs(spec, shapes, name));
            weights.put(name, uniform(name, shape, bound, random));
          }
        });
    return weights;
  }

  /** What PyTorch takes the range of a tensor from. */
  private static long inputs(ModelSpec spec, Map<String, long[]> shapes, String name) {
    if (name.startsWith("encoder.")) {
      return spec.encoder().hiddenSize();
    }
    if (name.startsWith("decoder.")) {
      return spec.decoder().hiddenSize();
    }
    String weight = Parameters.weight(name.substring(0, name.lastIndexOf('.')));
    return Objects.requireNonNull(shapes.get(weight))[1];
  }

  private static Tensor filled(String name, long[] shape, float value) {
    float[] data = new float[size(name, shape)];
    Arrays.fill(data, value);
    return new Tensor(shape, data);
  }

  private static Tensor uniform(String name, long[] shape, double bound, SeededRandom random) {
    float[] data = new float[size(name, shape)];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.uniform(-bound, bound);
    }
    return new Tensor(shape, data);
  }

  private static int size(String name, long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' would hold " + count + " values; choose a smaller hidden size");
    }
    return (int) count;
  }
}
