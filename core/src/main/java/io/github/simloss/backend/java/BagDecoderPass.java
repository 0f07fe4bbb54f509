package io.github.simloss.backend.java;

import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order-free decoder over one sentence: one softmax, charged for each of the words. */
final class BagDecoderPass implements DecoderPass {
  private final ReferenceModel model;
  private final double[] code;
  private final double[] k;
  private final LogitMap.Pass output;
  private final double loss;
  private double @Nullable [] dk;

  /**
   * Runs forward.
   *
   * @param model the model
   * @param code C values
   * @param targets the words
   * @param loss what each costs
   */
  BagDecoderPass(ReferenceModel model, double[] code, int[] targets, ReferenceLoss loss) {
    this.model = model;
    this.code = code;
    k = model.bag(code);
    double[] logits = model.project(k);
    double[] dLogits = new double[logits.length];
    double sum = 0;
    for (int target : targets) {
      double weight = model.targetWeight(target);
      if (weight != 0) {
        double[] ofWord = new double[logits.length];
        sum += weight * loss.position(logits, target, ofWord);
        Doubles.add(weight, ofWord, 0, dLogits);
      }
    }
    this.loss = sum;
    output = new LogitMap.Pass(k, dLogits);
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public double[] backward() {
    dk = LinearLayer.beforeTanh(k, model.logitMap().back(output));
    return layer().back(code.length, dk);
  }

  private LinearLayer layer() {
    return new LinearLayer(Parameters.BAG, model.weights());
  }

  @Override
  public void addGradients(List<DecoderPass> passes, Map<String, double[]> gradients) {
    List<BagDecoderPass> all = passes.stream().map(BagDecoderPass.class::cast).toList();
    layer()
        .addGradients(
            all.stream()
                .map(pass -> new LinearLayer.Pass(pass.code, Objects.requireNonNull(pass.dk)))
                .toList(),
            gradients);
    model.logitMap().addGradients(all.stream().map(pass -> pass.output).toList(), gradients);
  }
}
