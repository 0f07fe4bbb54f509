package io.github.simloss.evaluate;

import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.UnitVectors;
import java.util.Arrays;
import java.util.Set;

/**
 * Makes the losses of the golden files as the published code defines them. Soft-label differs from
 * {@link io.github.simloss.loss.SoftLabel} in one thing: similarities are divided by their sum
 * whatever its sign. (Only N near V gives sums below 0; ours falls back to one-hot there.)
 */
final class GoldenLossMaker {
  private final UnitVectors vectors;
  private final int[] stopIds;
  private final double epsilon;

  GoldenLossMaker(double[] embeddings, int size, int dimension, int[] stopIds, double epsilon) {
    this.vectors = UnitVectors.of(GoldenAutoencoder.floats(embeddings), size, dimension);
    this.stopIds = stopIds.clone();
    Arrays.sort(this.stopIds);
    this.epsilon = epsilon;
  }

  UnitVectors vectors() {
    return vectors;
  }

  ReconstructionLoss make(String name, String reduction, int neighbours, boolean normalize) {
    if (name.equals("soft-label")) {
      TargetWeights labels = softLabels(neighbours, normalize);
      return ReconstructionLoss.of(name, Link.LOG, epsilon, labels, Reduction.of(reduction));
    }
    LossSpec spec = LossSpec.of(name).with("reduction", reduction).with("epsilon", epsilon);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    return Losses.discover().create(spec, context);
  }

  private TargetWeights softLabels(int width, boolean normalize) {
    NeighbourTable table = NeighbourSearch.PLAIN_JAVA.search(vectors, width);
    int[] ids = new int[vectors.count() * width];
    float[] weights = new float[ids.length];
    for (int word = 0; word < vectors.count(); word++) {
      double sum = 0;
      for (int k = 0; k < width; k++) {
        ids[word * width + k] = table.id(word, k);
        sum += table.similarity(word, k);
      }
      boolean oneHot = Arrays.binarySearch(stopIds, word) >= 0 || sum == 0;
      for (int k = 0; k < width; k++) {
        double soft = table.similarity(word, k) / (normalize ? sum : 1);
        weights[word * width + k] = oneHot ? (k == 0 ? 1 : 0) : (float) soft;
      }
    }
    return new TargetWeights.Sparse(vectors.count(), width, ids, weights);
  }
}
