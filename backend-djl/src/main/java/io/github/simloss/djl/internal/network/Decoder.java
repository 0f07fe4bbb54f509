package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;

/**
 * From codes to the vectors of K values that logits are made from.
 *
 * @param spec the shapes
 * @param layers what it computes with
 */
public record Decoder(ModelSpec spec, Layers layers) {

  /**
   * The vectors that a batch is charged for, n x K.
   *
   * @param charges what they are charged with
   * @param codes B x C
   * @param x the embedded inputs of an LSTM, (T * B, d); {@code null} for a bag
   */
  public PtNDArray vectors(Charges charges, PtNDArray codes, PtNDArray x) {
    if (spec.decoder().kind() == DecoderKind.BAG) {
      return bag(codes);
    }
    PtNDArray states = layers.states(spec.decoderLstm(), x, start(codes));
    return layers.rows(states, charges.stateRows());
  }

  /** The vectors under a bag's softmax, B x K. */
  public PtNDArray bag(PtNDArray codes) {
    return JniUtils.tanh(layers.linear(Parameters.BAG, codes));
  }

  /** The first h of an LSTM, (1, B, K). */
  public PtNDArray start(PtNDArray codes) {
    PtNDArray h = spec.hasBridge() ? JniUtils.tanh(layers.linear(Parameters.BRIDGE, codes)) : codes;
    return JniUtils.reshape(
        h, new long[] {1, codes.getShape().get(0), spec.decoder().hiddenSize()});
  }
}
