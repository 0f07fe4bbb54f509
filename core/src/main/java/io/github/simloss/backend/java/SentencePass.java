package io.github.simloss.backend.java;

import io.github.simloss.batch.Batch;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.DecoderKind;
import java.util.List;
import java.util.Map;

/**
 * One sentence on its way through the model: forward with its loss, and back. What a pass holds is
 * its own; the gradients of weights are added up afterwards, over all sentences in their order.
 *
 * @param encoder from words to the code
 * @param decoder from the code to the loss
 */
record SentencePass(EncoderPass encoder, DecoderPass decoder) {

  /**
   * Runs forward.
   *
   * @param model the model
   * @param batch holds the sentence
   * @param row where
   * @param loss what it costs
   */
  static SentencePass forward(ReferenceModel model, Batch batch, int row, ReferenceLoss loss) {
    EncoderPass encoder = EncoderPass.forward(model, batch.source().row(row), ReferenceModel.NONE);
    int[] targets = batch.target().row(row);
    DecoderPass decoder =
        model.spec().decoder().kind() == DecoderKind.BAG
            ? new BagDecoderPass(model, encoder.code(), targets, loss)
            : new LstmDecoderPass(model, encoder.code(), targets, batch.previous().row(row), loss);
    return new SentencePass(encoder, decoder);
  }

  /** Runs back; returns this. */
  SentencePass backward() {
    encoder.backward(decoder.backward());
    return this;
  }

  /** What the sentence costs, not divided. */
  double loss() {
    return decoder.loss();
  }

  /**
   * Adds the gradients of the weights.
   *
   * @param model the model
   * @param passes there and back, at least one
   * @param gradients by name; added to
   */
  static void addGradients(
      ReferenceModel model, List<SentencePass> passes, Map<String, double[]> gradients) {
    passes
        .get(0)
        .decoder
        .addGradients(passes.stream().map(SentencePass::decoder).toList(), gradients);
    EncoderPass.addGradients(model, passes.stream().map(SentencePass::encoder).toList(), gradients);
  }
}
