package io.github.simloss.backend.java;

import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An LSTM decoder over one sentence, teacher-forced. */
final class LstmDecoderPass implements DecoderPass {
  private final ReferenceModel model;
  private final double[] code;
  private final double[] start;
  private final LstmRun run;
  private final List<LogitMap.Pass> positions = new ArrayList<>();
  private final double loss;
  private double @Nullable [] dStart;

  /**
   * Runs forward.
   *
   * @param model the model
   * @param code C values
   * @param targets ids, at least one
   * @param previous as many: what is fed, one step later
   * @param loss what it costs
   */
  LstmDecoderPass(
      ReferenceModel model, double[] code, int[] targets, int[] previous, ReferenceLoss loss) {
    this.model = model;
    this.code = code;
    start = model.start(code);
    int[] inputs = new int[targets.length];
    inputs[0] = model.spec().embedding().startId();
    System.arraycopy(previous, 0, inputs, 1, targets.length - 1);
    run = model.decoderRun(inputs, start);
    double sum = 0;
    int padding = model.spec().embedding().paddingId();
    List<double[]> outputs = run.outputs();
    for (int t = 0; t < targets.length; t++) {
      double[] dLogits = new double[model.spec().vocabularySize()];
      if (targets[t] != padding) {
        sum += loss.position(model.project(outputs.get(t)), targets[t], dLogits);
      }
      positions.add(new LogitMap.Pass(outputs.get(t), dLogits));
    }
    this.loss = sum;
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public double[] backward() {
    dStart = run.backward(positions.stream().map(model.logitMap()::back).toList());
    if (!model.spec().hasBridge()) {
      return dStart;
    }
    return bridge().back(code.length, LinearLayer.beforeTanh(start, dStart));
  }

  private LinearLayer bridge() {
    return new LinearLayer(Parameters.BRIDGE, model.weights());
  }

  @Override
  public void addGradients(List<DecoderPass> passes, Map<String, double[]> gradients) {
    List<LstmDecoderPass> all = passes.stream().map(LstmDecoderPass.class::cast).toList();
    LstmRun.addGradients(all.stream().map(pass -> pass.run).toList(), gradients);
    if (model.spec().hasBridge()) {
      bridge()
          .addGradients(
              all.stream()
                  .map(
                      pass ->
                          new LinearLayer.Pass(
                              pass.code,
                              LinearLayer.beforeTanh(
                                  pass.start, Objects.requireNonNull(pass.dStart))))
                  .toList(),
              gradients);
    }
    model
        .logitMap()
        .addGradients(all.stream().flatMap(pass -> pass.positions.stream()).toList(), gradients);
  }
}
