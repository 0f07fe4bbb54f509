package io.github.simloss.model;

/**
 * What a code is decoded, and trained, by.
 *
 * @param kind word by word or all at once
 * @param hiddenSize K: of the LSTM, or of the layer under a bag's softmax
 * @param outputLayer how K values become V logits
 * @param weightedTargets whether a bag's target words are weighted, by {@link
 *     Parameters#WORD_WEIGHTS}
 * @since 0.2.0
 */
public record DecoderSpec(
    DecoderKind kind, int hiddenSize, OutputLayer outputLayer, boolean weightedTargets) {

  /** Checks the ranges, and that only a bag weights its targets. */
  public DecoderSpec {
    Checks.present("decoder", kind);
    Checks.positive("decoder hiddenSize", hiddenSize);
    Checks.present("outputLayer", outputLayer);
    if (weightedTargets && kind != DecoderKind.BAG) {
      throw new IllegalArgumentException("only the decoder 'bag' weights its target words");
    }
  }

  /** The published decoder: an LSTM of the code's size and a linear map of its own. */
  public static DecoderSpec published(int hiddenSize) {
    return new DecoderSpec(DecoderKind.LSTM, hiddenSize, OutputLayer.FREE, false);
  }
}
