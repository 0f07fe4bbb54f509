package io.github.simloss.backend.java;

import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One sentence on its way through the model: forward with its loss, and back. What a pass holds is
 * its own; the gradients of weights are added up afterwards, over all sentences in their order.
 */
final class SentencePass {
  private final ReferenceAutoencoder model;
  private final List<ReferenceLstm.Step> encoder;
  private final List<ReferenceLstm.Step> decoder;
  private final double[][] dLogits;
  private final double loss;

  /** Of each step, the last first, as the way back takes them. */
  private final List<ReferenceLstm.Back> decoderBacks = new ArrayList<>();

  private final List<ReferenceLstm.Back> encoderBacks = new ArrayList<>();

  private SentencePass(
      ReferenceAutoencoder model,
      List<ReferenceLstm.Step> encoder,
      List<ReferenceLstm.Step> decoder,
      double[][] dLogits,
      double loss) {
    this.model = model;
    this.encoder = encoder;
    this.decoder = decoder;
    this.dLogits = dLogits;
    this.loss = loss;
  }

  /**
   * Runs forward, teacher-forced.
   *
   * @param model the model
   * @param targets ids, at least one
   * @param loss what it costs
   */
  static SentencePass forward(ReferenceAutoencoder model, int[] targets, ReferenceLoss loss) {
    int hidden = model.spec().hiddenSize();
    List<ReferenceLstm.Step> encoder =
        model.run(
            ReferenceAutoencoder.ENCODER, targets, new double[hidden], ReferenceAutoencoder.NONE);
    int[] inputs = new int[targets.length];
    inputs[0] = model.spec().startId();
    System.arraycopy(targets, 0, inputs, 1, targets.length - 1);
    double[] code = encoder.get(targets.length - 1).h();
    List<ReferenceLstm.Step> decoder =
        model.run(ReferenceAutoencoder.DECODER, inputs, code, ReferenceAutoencoder.NONE);
    double sum = 0;
    double[][] dLogits = new double[targets.length][model.spec().vocabularySize()];
    for (int t = 0; t < targets.length; t++) {
      sum += loss.position(model.project(decoder.get(t).h()), targets[t], dLogits[t]);
    }
    return new SentencePass(model, encoder, decoder, dLogits, sum);
  }

  /** Runs back; returns this. */
  SentencePass backward() {
    int length = decoder.size();
    double[] weight = model.weights().get(Parameters.PROJECTION_WEIGHT);
    double[][] dOutputs = new double[length][model.spec().hiddenSize()];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < dLogits[t].length; i++) {
        Doubles.add(dLogits[t][i], weight, i * dOutputs[t].length, dOutputs[t]);
      }
    }
    double[] dCode = backward(ReferenceAutoencoder.DECODER, decoder, dOutputs, decoderBacks);
    double[][] dCodes = new double[length][dCode.length];
    dCodes[length - 1] = dCode;
    backward(ReferenceAutoencoder.ENCODER, encoder, dCodes, encoderBacks);
    return this;
  }

  /** Returns the gradient of the initial h. */
  private double[] backward(
      String name,
      List<ReferenceLstm.Step> steps,
      double[][] dOutputs,
      List<ReferenceLstm.Back> backs) {
    ReferenceLstm lstm = model.lstm(name);
    double[] dh = new double[model.spec().hiddenSize()];
    double[] dc = new double[dh.length];
    for (int t = steps.size() - 1; t >= 0; t--) {
      for (int k = 0; k < dh.length; k++) {
        dh[k] += dOutputs[t][k];
      }
      ReferenceLstm.Back back = lstm.backward(steps.get(t), dh, dc);
      backs.add(back);
      dh = back.before().h();
      dc = back.before().c();
    }
    return dh;
  }

  /** What the sentence costs, not divided. */
  double loss() {
    return loss;
  }

  /**
   * Adds the gradients of the weights.
   *
   * @param model the model
   * @param passes there and back
   * @param gradients by name; added to
   */
  static void addGradients(
      ReferenceAutoencoder model, List<SentencePass> passes, Map<String, double[]> gradients) {
    List<ReferenceLstm.Step> decoderSteps = new ArrayList<>();
    List<ReferenceLstm.Back> decoderBacks = new ArrayList<>();
    List<ReferenceLstm.Step> encoderSteps = new ArrayList<>();
    List<ReferenceLstm.Back> encoderBacks = new ArrayList<>();
    for (SentencePass pass : passes) {
      decoderSteps.addAll(backwards(pass.decoder));
      decoderBacks.addAll(pass.decoderBacks);
      encoderSteps.addAll(backwards(pass.encoder));
      encoderBacks.addAll(pass.encoderBacks);
    }
    model.lstm(ReferenceAutoencoder.DECODER).addGradients(decoderSteps, decoderBacks, gradients);
    model.lstm(ReferenceAutoencoder.ENCODER).addGradients(encoderSteps, encoderBacks, gradients);
    double[] dWeight = gradients.get(Parameters.PROJECTION_WEIGHT);
    double[] dBias = gradients.get(Parameters.PROJECTION_BIAS);
    Workers.run(
        dBias.length,
        word -> {
          for (SentencePass pass : passes) {
            for (int t = 0; t < pass.dLogits.length; t++) {
              double slope = pass.dLogits[t][word];
              double[] h = pass.decoder.get(t).h();
              dBias[word] += slope;
              Doubles.add(slope, h, dWeight, word * h.length);
            }
          }
        });
  }

  private static List<ReferenceLstm.Step> backwards(List<ReferenceLstm.Step> steps) {
    List<ReferenceLstm.Step> turned = new ArrayList<>(steps);
    Collections.reverse(turned);
    return turned;
  }
}
