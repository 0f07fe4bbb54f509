package io.github.simloss.selftest;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.skeleton.AbstractEngine;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;

/** An engine on the paths that are right. */
final class PathsEngine extends AbstractEngine {
  private final Backend backend;
  private final EnginePaths<?> paths;
  private final EngineConfig config;

  PathsEngine(Backend backend, EnginePaths<?> paths, EngineConfig config) {
    super(config);
    this.backend = backend;
    this.paths = paths;
    // The operator's properties have the last word.
    this.config = config.withMemory(config.memory().orAsPropertiesSay(backend.name()));
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public int threads() {
    return paths.engine().threads();
  }

  @Override
  protected TrainableModel model(
      ModelSpec spec, NamedTensors weights, ReconstructionLoss loss, AdamSettings optimizer) {
    return paths.trainable(config, spec, weights, loss, optimizer);
  }

  @Override
  protected LossValue evaluate(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    return paths.loss(config, loss, logits, targets, paddingId);
  }

  @Override
  protected NeighbourTable search(UnitVectors vectors, int neighbours) {
    return paths.neighbours(config, vectors, neighbours);
  }
}
