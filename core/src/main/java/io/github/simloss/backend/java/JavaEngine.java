package io.github.simloss.backend.java;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.skeleton.AbstractEngine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;

/** Plain Java at work. */
final class JavaEngine extends AbstractEngine {
  private final Backend backend;

  JavaEngine(Backend backend, EngineConfig config) {
    super(config);
    this.backend = backend;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public int threads() {
    return Workers.threads();
  }

  @Override
  protected TrainableModel model(
      ModelSpec spec, NamedTensors weights, ReconstructionLoss loss, AdamSettings optimizer) {
    return new JavaModel(spec, weights, ReferenceLoss.of(loss), optimizer);
  }

  @Override
  protected LossValue evaluate(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    ReferenceLoss.Value value =
        ReferenceLoss.of(loss).evaluate(Doubles.of(logits), targets, paddingId);
    return new LossValue(value.value(), Doubles.floats(value.gradient()));
  }

  @Override
  protected NeighbourTable search(UnitVectors vectors, int neighbours) {
    return NeighbourSearch.PLAIN_JAVA.search(vectors, neighbours);
  }
}
