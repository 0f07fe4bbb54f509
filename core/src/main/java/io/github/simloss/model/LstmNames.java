package io.github.simloss.model;

import java.util.Map;

/**
 * The names of the four tensors of one layer and direction of an LSTM, PyTorch's, with the gates in
 * the order i, f, g, o.
 *
 * @param inputWeight (4H, inputs)
 * @param hiddenWeight (4H, H)
 * @param inputBias (4H)
 * @param hiddenBias (4H); it trains apart from the first
 * @since 0.2.0
 */
public record LstmNames(
    String inputWeight, String hiddenWeight, String inputBias, String hiddenBias) {
  /** The decoder's LSTM. */
  public static final LstmNames DECODER = of("decoder", "l0");

  private static LstmNames of(String module, String part) {
    return new LstmNames(
        module + ".weight_ih_" + part,
        module + ".weight_hh_" + part,
        module + ".bias_ih_" + part,
        module + ".bias_hh_" + part);
  }

  /**
   * One of the encoder's LSTMs.
   *
   * @param layer from 0
   * @param reverse whether it reads sentences backwards
   */
  public static LstmNames encoder(int layer, boolean reverse) {
    Checks.notNegative("layer", layer);
    return of("encoder", "l" + layer + (reverse ? "_reverse" : ""));
  }

  void putShapes(Map<String, long[]> shapes, LstmSpec lstm) {
    long gates = 4L * lstm.hiddenSize();
    shapes.put(inputWeight, new long[] {gates, lstm.inputs()});
    shapes.put(hiddenWeight, new long[] {gates, lstm.hiddenSize()});
    shapes.put(inputBias, new long[] {gates});
    shapes.put(hiddenBias, new long[] {gates});
  }
}
