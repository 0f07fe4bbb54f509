package io.github.simloss.backend.java;

import io.github.simloss.model.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From a decoder's vector k to V logits, and back: a map of its own, or by the word vectors. */
interface LogitMap {
  /** What went through, and the gradient that came back. */
  record Pass(double[] k, double[] dLogits) {}

  /** The logits of k. */
  double[] apply(double[] k);

  /** The gradient of k. */
  double[] back(Pass pass);

  /** Adds the gradients of the weights, over all passes in their order. */
  void addGradients(List<Pass> passes, Map<String, double[]> gradients);

  /** z = W k + b. */
  final class FreeLogits implements LogitMap {
    private final double[] weight;
    private final double[] bias;

    FreeLogits(Map<String, double[]> weights) {
      weight = Objects.requireNonNull(weights.get(Parameters.PROJECTION_WEIGHT));
      bias = Objects.requireNonNull(weights.get(Parameters.PROJECTION_BIAS));
    }

    @Override
    public double[] apply(double[] k) {
      double[] logits = bias.clone();
      for (int i = 0; i < logits.length; i++) {
        logits[i] += Doubles.dot(weight, i * k.length, k);
      }
      return logits;
    }

    @Override
    public double[] back(Pass pass) {
      double[] dk = new double[pass.k().length];
      for (int i = 0; i < bias.length; i++) {
        Doubles.add(pass.dLogits()[i], weight, i * dk.length, dk);
      }
      return dk;
    }

    @Override
    public void addGradients(List<Pass> passes, Map<String, double[]> gradients) {
      double[] dWeight = Objects.requireNonNull(gradients.get(Parameters.PROJECTION_WEIGHT));
      double[] dBias = Objects.requireNonNull(gradients.get(Parameters.PROJECTION_BIAS));
      Workers.run(
          dBias.length,
          word -> {
            for (Pass pass : passes) {
              double slope = pass.dLogits()[word];
              dBias[word] += slope;
              Doubles.add(slope, pass.k(), dWeight, word * pass.k().length);
            }
          });
    }
  }
}
