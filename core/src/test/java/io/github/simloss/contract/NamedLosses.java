package io.github.simloss.contract;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The losses by their names: every one that is registered, and ours with options. */
final class NamedLosses {
  private NamedLosses() {}

  /** Over random vectors, of which one is zero; two words stay one-hot. */
  static Map<String, ReconstructionLoss> all(int size, int dimension, long seed) {
    float[] rows = Toy.uniform(SeededRandom.derive(seed, "named losses", 0), size * dimension, 1);
    for (int k = 3 * dimension; k < 4 * dimension; k++) {
      rows[k] = 0;
    }
    LossContext context =
        new LossContext(
            UnitVectors.of(rows, size, dimension), Set.of(1, 5), NeighbourSearch.PLAIN_JAVA);
    Losses losses = Losses.discover();
    Map<String, ReconstructionLoss> all = new LinkedHashMap<>();
    for (LossFactory factory : losses.all()) {
      all.put(factory.name(), losses.create(LossSpec.of(factory.name()), context));
    }
    for (LossSpec spec : withOptions()) {
      all.put(spec.toString(), losses.create(spec, context));
    }
    return all;
  }

  private static List<LossSpec> withOptions() {
    LossSpec smoothing = LossSpec.of("label-smoothing").with("smoothing", 0.4);
    LossSpec mixture = LossSpec.of("mixture").with("alpha", 0.3);
    return List.of(
        smoothing.with("reduction", "position-mean"),
        smoothing.with("epsilon", 0.01).with("smoothing", 1),
        LossSpec.of("neighbour-smoothing").with("smoothing", 0.7).with("neighbours", 9),
        LossSpec.of("neighbour-smoothing").with("proportional", true).with("epsilon", 1e-4),
        LossSpec.of("tempered-soft-label").with("temperature", 3).with("neighbours", 53),
        LossSpec.of("gaussian-prior").with("prior", 0.5).with("deviation", 3).with("width", 8),
        LossSpec.of("gaussian-prior").with("temperature", 0.1).with("reduction", "position-mean"),
        mixture.with("similarity", "weighted-sim"),
        mixture.with("similarity", "weighted-ce").with("epsilon", 0),
        mixture.with("similarity", "gaussian-prior").with("width", 4));
  }
}
