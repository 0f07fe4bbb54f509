package io.github.simloss.loss;

import io.github.simloss.embedding.UnitVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The losses beyond the published four as their papers write them: one position, in double
 * precision, without this library's algebra.
 */
final class Formulas {
  private final UnitVectors vectors;
  private final int size;

  Formulas(UnitVectors vectors) {
    this.vectors = vectors;
    this.size = vectors.count();
  }

  /** log softmax. */
  static double[] logP(double[] logits) {
    double sum = 0;
    for (double z : logits) {
      sum += Math.exp(z);
    }
    double[] logP = new double[logits.length];
    for (int i = 0; i < logP.length; i++) {
      logP[i] = logits[i] - Math.log(sum);
    }
    return logP;
  }

  double labelSmoothing(double[] logP, int target, double a) {
    double loss = 0;
    for (int i = 0; i < size; i++) {
      double y = (i == target ? 1 - a : 0) + a / size;
      loss -= y * logP[i];
    }
    return loss;
  }

  double neighbourSmoothing(double[] logP, int target, double a, int count, boolean proportional) {
    List<Integer> near = ranked(target).subList(1, count);
    double sum = 0;
    for (int i : near) {
      sum += Math.max(0, vectors.cosine(target, i));
    }
    double loss = -(1 - a) * logP[target];
    for (int i : near) {
      double share =
          proportional ? Math.max(0, vectors.cosine(target, i)) / sum : 1.0 / (count - 1);
      loss -= a * share * logP[i];
    }
    return loss;
  }

  double tempered(double[] logP, int target, double temperature, int count, double epsilon) {
    List<Integer> near = ranked(target).subList(0, count);
    double sum = 0;
    for (int i : near) {
      sum += Math.exp(vectors.cosine(target, i) / temperature);
    }
    double loss = 0;
    for (int i : near) {
      double y = Math.exp(vectors.cosine(target, i) / temperature) / sum;
      loss -= y * Math.log(Math.exp(logP[i]) + epsilon);
    }
    return loss;
  }

  /** With a prior over the {@code width} nearest words, V for all; KL without the entropy of q. */
  double gaussianPrior(
      double[] logP, int target, double c, double deviation, double temperature, int width) {
    List<Integer> ranked = ranked(target).subList(0, width);
    double[] q = new double[width];
    double sum = 0;
    for (int r = 0; r < width; r++) {
      double density =
          Math.exp(-r * r / (2 * deviation * deviation))
              / Math.sqrt(2 * Math.PI * deviation * deviation);
      q[r] = Math.exp(density / temperature);
      sum += q[r];
    }
    double divergence = 0;
    for (int r = 0; r < width; r++) {
      divergence -= q[r] / sum * logP[ranked.get(r)];
    }
    return -(1 - c) * logP[target] + c * temperature * temperature * divergence;
  }

  /** All words by falling similarity, the target first. */
  private List<Integer> ranked(int target) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ids.add(i);
    }
    ids.sort(
        Comparator.comparingDouble((Integer i) -> i == target ? -2 : -vectors.cosine(target, i)));
    return ids;
  }
}
