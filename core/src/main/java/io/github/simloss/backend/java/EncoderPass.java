package io.github.simloss.backend.java;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One sentence through an encoder, forward and back. */
final class EncoderPass {
  private final ReferenceModel model;

  /** Layer by layer, the forward direction first. */
  private final List<LstmRun> runs = new ArrayList<>();

  private final PooledOutputs outputs;
  private final double[] pooled;
  private final double[] code;
  private double @Nullable [] dCode;

  private EncoderPass(ReferenceModel model, int[] ids, double[] extra) {
    this.model = model;
    EncoderSpec spec = model.spec().encoder();
    List<double[]> words = new ArrayList<>();
    double[] weights = new double[ids.length];
    for (int t = 0; t < ids.length; t++) {
      words.add(model.vector(ids[t], extra));
      weights[t] = spec.weightedMean() ? model.wordWeight(ids[t]) : 1;
    }
    List<double[]> inputs = words;
    List<LstmSpec> lstms = model.spec().encoderLstms();
    for (int n = 0; n < lstms.size(); n += spec.directions()) {
      double[] start = new double[spec.hiddenSize()];
      LstmRun forward = LstmRun.forward(model.lstm(lstms.get(n)), inputs, start);
      runs.add(forward);
      List<double[]> outputs = forward.outputs();
      if (spec.bidirectional()) {
        LstmRun reverse =
            LstmRun.forward(model.lstm(lstms.get(n + 1)), turned(inputs), start.clone());
        runs.add(reverse);
        outputs = joined(outputs, turned(reverse.outputs()));
      }
      inputs = outputs;
    }
    outputs = new PooledOutputs(spec, inputs, weights);
    pooled = outputs.values(words);
    code = spec.codeSize() > 0 ? codeLayer().apply(pooled) : pooled;
  }

  /**
   * Runs forward.
   *
   * @param model the model
   * @param ids the sentence, at least one
   * @param extra the vectors of ids from V on
   */
  static EncoderPass forward(ReferenceModel model, int[] ids, double[] extra) {
    return new EncoderPass(model, ids, extra);
  }

  private LinearLayer codeLayer() {
    return new LinearLayer(Parameters.CODE, model.weights());
  }

  /** C values. */
  double[] code() {
    return code;
  }

  /** Runs back from the gradient of the code. */
  void backward(double[] gradient) {
    dCode = gradient;
    EncoderSpec spec = model.spec().encoder();
    double[] dPooled = spec.codeSize() > 0 ? codeLayer().back(pooled.length, dCode) : dCode;
    List<double[]> dOutputs = outputs.back(dPooled);
    for (int n = runs.size() - spec.directions(); n >= 0; n -= spec.directions()) {
      LstmRun forward = runs.get(n);
      forward.backward(part(dOutputs, 0, spec.hiddenSize()));
      LstmRun reverse = spec.bidirectional() ? runs.get(n + 1) : null;
      if (reverse != null) {
        reverse.backward(turned(part(dOutputs, spec.hiddenSize(), spec.hiddenSize())));
      }
      if (n > 0) {
        dOutputs = forward.inputGradients();
        if (reverse != null) {
          add(turned(reverse.inputGradients()), dOutputs);
        }
      }
    }
  }

  /** Adds the gradients of the weights, of passes in their order. */
  static void addGradients(
      ReferenceModel model, List<EncoderPass> passes, Map<String, double[]> gradients) {
    for (int n = 0; n < passes.get(0).runs.size(); n++) {
      int place = n;
      LstmRun.addGradients(passes.stream().map(pass -> pass.runs.get(place)).toList(), gradients);
    }
    if (model.spec().encoder().codeSize() > 0) {
      passes
          .get(0)
          .codeLayer()
          .addGradients(
              passes.stream()
                  .map(
                      pass -> new LinearLayer.Pass(pass.pooled, Objects.requireNonNull(pass.dCode)))
                  .toList(),
              gradients);
    }
  }

  private static List<double[]> turned(List<double[]> vectors) {
    List<double[]> turned = new ArrayList<>(vectors);
    Collections.reverse(turned);
    return turned;
  }

  private static List<double[]> joined(List<double[]> first, List<double[]> second) {
    List<double[]> joined = new ArrayList<>();
    for (int t = 0; t < first.size(); t++) {
      double[] both = new double[first.get(t).length + second.get(t).length];
      System.arraycopy(first.get(t), 0, both, 0, first.get(t).length);
      System.arraycopy(second.get(t), 0, both, first.get(t).length, second.get(t).length);
      joined.add(both);
    }
    return joined;
  }

  private static List<double[]> part(List<double[]> vectors, int from, int count) {
    List<double[]> parts = new ArrayList<>();
    for (double[] vector : vectors) {
      double[] part = new double[count];
      System.arraycopy(vector, from, part, 0, count);
      parts.add(part);
    }
    return parts;
  }

  private static void add(List<double[]> vectors, List<double[]> into) {
    for (int t = 0; t < into.size(); t++) {
      Doubles.add(1, vectors.get(t), 0, into.get(t));
    }
  }
}
