package io.github.simloss.model;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * The names of a model's tensors apart from those of LSTMs ({@link LstmNames}): PyTorch's. Files,
 * engines and gradients all use these; which of them a model has, and of what shape, {@link
 * ModelSpec} says.
 *
 * @since 0.1.0
 */
public final class Parameters {
  /** The frozen embedding, (V, d); never among the gradients. */
  public static final String EMBEDDING = "embedding.weight";

  /**
   * What each word weighs in a weighted mean and as a weighted target, (V); frozen. From the
   * training text's counts, {@code a / (a + p(word))}.
   */
  public static final String WORD_WEIGHTS = "word.weight";

  /** The linear layer on top of an encoder, (C, P) and (C). */
  public static final String CODE = "code";

  /** The layer from a code to an LSTM decoder's first state, (K, C) and (K). */
  public static final String BRIDGE = "bridge";

  /** The layer from a code to the vector under a bag's softmax, (K, C) and (K). */
  public static final String BAG = "bag";

  /** The layer from a decoder's vector to the space of word vectors, (d, K) and (d). */
  public static final String OUTPUT = "output";

  /** What cosines are multiplied by under a tied output layer, (1). */
  public static final String OUTPUT_SCALE = "output.scale";

  /** The map from a decoder's vector to logits, (V, K). */
  public static final String PROJECTION_WEIGHT = "projection.weight";

  /** The bias of the logits, (V). */
  public static final String PROJECTION_BIAS = "projection.bias";

  private Parameters() {}

  /** The weight of a linear layer. */
  public static String weight(String layer) {
    return layer + ".weight";
  }

  /** The bias of a linear layer. */
  public static String bias(String layer) {
    return layer + ".bias";
  }

  /** Checks that tensors are there, each of its shape; there may be others. */
  static void checkShapes(Map<String, long[]> expected, NamedTensors tensors) {
    expected.forEach(
        (name, shape) -> {
          Tensor tensor = tensors.get(name);
          if (!tensor.hasShape(shape)) {
            throw new IllegalArgumentException(
                "tensor '"
                    + name
                    + "' is "
                    + tensor
                    + "; the model needs "
                    + Arrays.toString(shape));
          }
        });
  }
}
