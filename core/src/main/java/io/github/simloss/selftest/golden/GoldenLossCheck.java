package io.github.simloss.selftest.golden;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.LossValue;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.similarity.NeighbourTable;
import java.util.ArrayList;
import java.util.List;

/** {@link GoldenLosses} against an engine. */
final class GoldenLossCheck {
  private final GoldenLosses golden;
  private final Engine engine;
  private final float[] logits;
  private final List<EngineCheck.Check> checks = new ArrayList<>();

  GoldenLossCheck(GoldenLosses golden, Engine engine) {
    this.golden = golden;
    this.engine = engine;
    this.logits = GoldenAutoencoder.floats(golden.logits());
  }

  List<EngineCheck.Check> run() {
    int size = golden.vocabularySize();
    GoldenLossMaker maker =
        new GoldenLossMaker(
            golden.embeddings(), size, golden.dimension(), golden.stopIds(), golden.epsilon());
    float[] cosine = GoldenAutoencoder.floats(golden.cosine());
    for (GoldenLosses.Case one : golden.cases()) {
      ReconstructionLoss loss =
          maker.make(one.loss(), one.reduction(), one.neighbours(), one.normalize());
      check(one.name(), loss, one);
      LossTerm term = loss.terms().get(0);
      boolean product = term.weights().match(o -> false, s -> false, f -> true, d -> false);
      if (product) {
        // The same similarities as a table.
        ReconstructionLoss dense =
            ReconstructionLoss.of(
                one.name(),
                term.link(),
                term.epsilon(),
                new TargetWeights.Dense(size, cosine),
                loss.reduction());
        check(one.name() + " from a table", dense, one);
      }
    }
    neighbours(maker.vectors());
    return checks;
  }

  private void check(String name, ReconstructionLoss loss, GoldenLosses.Case one) {
    LossValue got = engine.loss(loss, logits, golden.targets(), golden.paddingId());
    checks.add(
        EngineCheck.value(name + " value", one.value(), got.value(), EngineCheck.VALUE_TOLERANCE));
    checks.add(
        EngineCheck.array(
            name + " gradient", one.gradient(), got.gradient(), EngineCheck.GRADIENT_TOLERANCE));
  }

  /** All neighbours of all words, by similarity. */
  private void neighbours(UnitVectors vectors) {
    int size = vectors.count();
    NeighbourTable table = engine.neighbours(vectors, size);
    double[] want = new double[size * size];
    float[] got = new float[size * size];
    for (int word = 0; word < size; word++) {
      for (int k = 0; k < size; k++) {
        int id = table.id(word, k);
        want[word * size + k] = golden.cosine()[word * size + id];
        got[word * size + k] = table.similarity(word, k);
      }
    }
    checks.add(EngineCheck.array("neighbours", want, got, EngineCheck.VALUE_TOLERANCE));
  }
}
