package io.github.simloss.selftest.golden;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the losses of the golden files, which are those of the published code: soft-label divides
 * by the sum of the similarities whatever its sign.
 */
final class GoldenLossMaker {
  private final UnitVectors vectors;
  private final Set<Integer> stopIds;
  private final double epsilon;

  GoldenLossMaker(double[] embeddings, int size, int dimension, int[] stopIds, double epsilon) {
    this.vectors = UnitVectors.of(GoldenAutoencoder.floats(embeddings), size, dimension);
    this.stopIds = Arrays.stream(stopIds).boxed().collect(Collectors.toUnmodifiableSet());
    this.epsilon = epsilon;
  }

  UnitVectors vectors() {
    return vectors;
  }

  ReconstructionLoss make(String name, String reduction, int neighbours, boolean normalize) {
    LossSpec spec =
        LossSpec.of(name)
            .with("reduction", reduction)
            .with("epsilon", epsilon)
            .with("normalize", normalize);
    Set<Integer> oneHot = Set.of();
    if (name.equals("soft-label")) {
      spec = spec.with("neighbours", neighbours).with("fallback", false);
      // The published code weighs stop words under its other losses.
      oneHot = stopIds;
    }
    return Losses.discover()
        .create(spec, new LossContext(vectors, oneHot, NeighbourSearch.PLAIN_JAVA));
  }
}
