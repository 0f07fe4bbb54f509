package io.github.simloss.model;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and shapes of the model's tensors: PyTorch's, with the gates of an LSTM in the order i,
 * f, g, o. Files, engines and gradients all use these.
 */
public final class Parameters {
  /** The frozen embedding, (V, d); never among the gradients. */
  public static final String EMBEDDING = "embedding.weight";

  /** The map from hidden state to logits, (V, H). */
  public static final String PROJECTION_WEIGHT = "projection.weight";

  /** The bias of the logits, (V). */
  public static final String PROJECTION_BIAS = "projection.bias";

  /** The prefixes of the two LSTMs. */
  public static final List<String> LSTMS = List.of("encoder", "decoder");

  private Parameters() {}

  /** The input weights of an LSTM, (4H, d). */
  public static String inputWeight(String lstm) {
    return lstm + ".weight_ih_l0";
  }

  /** The recurrent weights of an LSTM, (4H, H). */
  public static String hiddenWeight(String lstm) {
    return lstm + ".weight_hh_l0";
  }

  /** The first bias of an LSTM, (4H). */
  public static String inputBias(String lstm) {
    return lstm + ".bias_ih_l0";
  }

  /** The second bias of an LSTM, (4H); it trains apart from the first. */
  public static String hiddenBias(String lstm) {
    return lstm + ".bias_hh_l0";
  }

  /**
   * The trainable tensors in their one order (encoder, decoder, projection), with shapes. The order
   * in which a gradient norm is summed and initial weights are drawn.
   */
  public static Map<String, long[]> trainable(AutoencoderSpec spec) {
    long h = spec.hiddenSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String lstm : LSTMS) {
      shapes.put(inputWeight(lstm), new long[] {4 * h, spec.embeddingDimension()});
      shapes.put(hiddenWeight(lstm), new long[] {4 * h, h});
      shapes.put(inputBias(lstm), new long[] {4 * h});
      shapes.put(hiddenBias(lstm), new long[] {4 * h});
    }
    shapes.put(PROJECTION_WEIGHT, new long[] {spec.vocabularySize(), h});
    shapes.put(PROJECTION_BIAS, new long[] {spec.vocabularySize()});
    return shapes;
  }

  /**
   * Checks that weights are those of a model: every trainable tensor and the embedding, each of its
   * shape, and no other.
   *
   * @throws IllegalArgumentException naming the first tensor that is missing, misshapen or unknown
   */
  public static void check(AutoencoderSpec spec, NamedTensors weights) {
    Map<String, long[]> expected = trainable(spec);
    expected.put(EMBEDDING, new long[] {spec.vocabularySize(), spec.embeddingDimension()});
    for (String name : weights.names()) {
      if (!expected.containsKey(name)) {
        throw new IllegalArgumentException("the model has no tensor '" + name + "'");
      }
    }
    checkShapes(expected, weights);
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
                    + java.util.Arrays.toString(shape));
          }
        });
  }
}
