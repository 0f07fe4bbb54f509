package io.github.simloss.model;

import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a sentence autoencoder, and the one place that knows the names and shapes of its
 * tensors (see {@link Parameters}).
 *
 * @param embedding vocabulary and word vectors
 * @param encoder from words to a code
 * @param decoder from a code to words
 * @since 0.2.0
 */
public record ModelSpec(EmbeddingSpec embedding, EncoderSpec encoder, DecoderSpec decoder) {
  /** Checks that all parts are there. */
  public ModelSpec {
    Checks.present("embedding", embedding);
    Checks.present("encoder", encoder);
    Checks.present("decoder", decoder);
  }

  /**
   * The published model: a one-layer LSTM encoder whose hidden state at the last real token is the
   * code, a one-layer LSTM decoder started with h = code and c = 0, a linear map to V logits.
   *
   * @param embedding vocabulary and word vectors
   * @param hiddenSize H of both LSTMs, the size of the code
   */
  public static ModelSpec published(EmbeddingSpec embedding, int hiddenSize) {
    return new ModelSpec(
        embedding, EncoderSpec.published(hiddenSize), DecoderSpec.published(hiddenSize));
  }

  /** V. */
  public int vocabularySize() {
    return embedding.vocabularySize();
  }

  /** d. */
  public int dimension() {
    return embedding.dimension();
  }

  /** C, the values of a code. */
  public int codeSize() {
    return encoder.codeSize(embedding.dimension());
  }

  /**
   * Whether an LSTM decoder's first state is made from the code by a layer, {@code tanh(bridge)};
   * else it is the code itself.
   */
  public boolean hasBridge() {
    return decoder.kind() == DecoderKind.LSTM
        && !(encoder.pooling() == Pooling.LAST
            && !encoder.bidirectional()
            && codeSize() == decoder.hiddenSize());
  }

  /** Whether words have weights of their own, {@link Parameters#WORD_WEIGHTS}. */
  public boolean hasWordWeights() {
    return encoder.weightedMean() || decoder.weightedTargets();
  }

  /** The encoder's LSTMs: layer by layer, the forward direction first. */
  public List<LstmSpec> encoderLstms() {
    List<LstmSpec> lstms = new ArrayList<>();
    int inputs = dimension();
    for (int layer = 0; layer < encoder.layers(); layer++) {
      for (int direction = 0; direction < encoder.directions(); direction++) {
        LstmNames names = LstmNames.encoder(layer, direction == 1);
        lstms.add(new LstmSpec(names, inputs, encoder.hiddenSize()));
      }
      inputs = encoder.outputSize();
    }
    return List.copyOf(lstms);
  }

  /**
   * The decoder's LSTM.
   *
   * @throws IllegalStateException if it has none
   */
  public LstmSpec decoderLstm() {
    if (decoder.kind() != DecoderKind.LSTM) {
      throw new IllegalStateException("the decoder '" + decoder.kind().label() + "' has no LSTM");
    }
    return new LstmSpec(LstmNames.DECODER, dimension(), decoder.hiddenSize());
  }

  /**
   * The trainable tensors in their one order (encoder, decoder, output), with shapes: the order in
   * which a gradient norm is summed and initial weights are drawn.
   */
  public Map<String, long[]> trainable() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    encoderLstms().forEach(lstm -> lstm.names().putShapes(shapes, lstm));
    if (encoder.codeSize() > 0) {
      linear(shapes, Parameters.CODE, codeSize(), encoder.pooledSize(dimension()));
    }
    long k = decoder.hiddenSize();
    if (decoder.kind() == DecoderKind.BAG) {
      linear(shapes, Parameters.BAG, k, codeSize());
    } else {
      if (hasBridge()) {
        linear(shapes, Parameters.BRIDGE, k, codeSize());
      }
      LstmNames.DECODER.putShapes(shapes, decoderLstm());
    }
    if (decoder.outputLayer() == OutputLayer.TIED) {
      linear(shapes, Parameters.OUTPUT, dimension(), k);
      shapes.put(Parameters.OUTPUT_SCALE, new long[] {1});
    } else {
      shapes.put(Parameters.PROJECTION_WEIGHT, new long[] {vocabularySize(), k});
    }
    shapes.put(Parameters.PROJECTION_BIAS, new long[] {vocabularySize()});
    return Collections.unmodifiableMap(shapes);
  }

  private static void linear(Map<String, long[]> shapes, String layer, long out, long in) {
    shapes.put(Parameters.weight(layer), new long[] {out, in});
    shapes.put(Parameters.bias(layer), new long[] {out});
  }

  /** The tensors that are never trained, with shapes: the embedding, then weights of words. */
  public Map<String, long[]> frozen() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(Parameters.EMBEDDING, new long[] {vocabularySize(), dimension()});
    if (hasWordWeights()) {
      shapes.put(Parameters.WORD_WEIGHTS, new long[] {vocabularySize()});
    }
    return Collections.unmodifiableMap(shapes);
  }

  /** All tensors, frozen ones first. */
  public Map<String, long[]> tensors() {
    Map<String, long[]> shapes = new LinkedHashMap<>(frozen());
    shapes.putAll(trainable());
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * Checks that weights are those of this model: every tensor, each of its shape, and no other.
   *
   * @throws IllegalArgumentException naming the first tensor that is missing, misshapen or unknown
   */
  public void check(NamedTensors weights) {
    Map<String, long[]> expected = tensors();
    for (String name : weights.names()) {
      if (!expected.containsKey(name)) {
        throw new IllegalArgumentException("the model has no tensor '" + name + "'");
      }
    }
    Parameters.checkShapes(expected, weights);
  }
}
