package io.github.simloss.backend.java;

import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One sentence through an encoder, forward and back. */
final class EncoderPass {
  private final ReferenceModel model;

  /** Layer by layer, the forward direction first. */
  private final List<LstmRun> runs;

  private final PooledOutputs outputs;
  private final double[] pooled;
  private final double[] code;
  private double @Nullable [] dCode;

  private EncoderPass(
      ReferenceModel model,
      int[] ids,
      List<double[]> words,
      List<LstmRun> runs,
      List<double[]> last) {
    this.model = model;
    this.runs = runs;
    EncoderSpec spec = model.spec().encoder();
    double[] weights = new double[ids.length];
    for (int t = 0; t < ids.length; t++) {
      weights[t] = spec.weightedMean() ? model.wordWeight(ids[t]) : 1;
    }
    outputs = new PooledOutputs(spec, last, weights);
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
    return forward(model, List.of(ids), extra).get(0);
  }

  /**
   * Runs several sentences forward, layer by layer together.
   *
   * @param model the model
   * @param sentences ids of each, at least one
   * @param extra the vectors of ids from V on
   */
  static List<EncoderPass> forward(ReferenceModel model, List<int[]> sentences, double[] extra) {
    EncoderSpec spec = model.spec().encoder();
    List<List<double[]>> words = each(sentences, ids -> model.vectors(ids, extra));
    List<List<LstmRun>> runs = each(sentences, ids -> new ArrayList<>());
    List<List<double[]>> inputs = words;
    List<LstmSpec> lstms = model.spec().encoderLstms();
    for (int n = 0; n < lstms.size(); n += spec.directions()) {
      List<List<double[]>> outputs = run(model, lstms.get(n), inputs, runs);
      if (spec.bidirectional()) {
        List<List<double[]>> reverse =
            run(model, lstms.get(n + 1), each(inputs, EncoderPass::turned), runs);
        outputs = joined(outputs, each(reverse, EncoderPass::turned));
      }
      inputs = outputs;
    }
    List<EncoderPass> passes = new ArrayList<>();
    for (int k = 0; k < sentences.size(); k++) {
      passes.add(
          new EncoderPass(model, sentences.get(k), words.get(k), runs.get(k), inputs.get(k)));
    }
    return passes;
  }

  /** Runs one LSTM over all sentences; keeps each run, returns the outputs of each. */
  private static List<List<double[]>> run(
      ReferenceModel model, LstmSpec lstm, List<List<double[]>> inputs, List<List<LstmRun>> runs) {
    int hidden = model.spec().encoder().hiddenSize();
    List<LstmRun> made =
        LstmRun.forward(model.lstm(lstm), inputs, each(inputs, sentence -> new double[hidden]));
    for (int k = 0; k < made.size(); k++) {
      runs.get(k).add(made.get(k));
    }
    return each(made, LstmRun::outputs);
  }

  private static <A, B> List<B> each(List<A> all, Function<A, B> made) {
    return all.stream().map(made).toList();
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

  private static List<List<double[]>> joined(
      List<List<double[]>> first, List<List<double[]>> second) {
    List<List<double[]>> joined = new ArrayList<>();
    for (int k = 0; k < first.size(); k++) {
      List<double[]> both = new ArrayList<>();
      for (int t = 0; t < first.get(k).size(); t++) {
        both.add(joined(first.get(k).get(t), second.get(k).get(t)));
      }
      joined.add(both);
    }
    return joined;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
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
