package io.github.simloss.selftest;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;

/**
 * A backend whose engine computes on a path that is right on this machine, see {@link EnginePaths}.
 * An engine adds its devices and how threads are set.
 */
public abstract class CheckedBackend implements Backend {
  private final String name;
  private final EnginePaths<?> paths;

  /**
   * @param name the engine's name
   * @param paths of the engine, one object a process
   */
  protected CheckedBackend(String name, EnginePaths<?> paths) {
    this.name = name;
    this.paths = paths;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String engine() {
    return paths.engine().description();
  }

  @Override
  public final String kernels() {
    return paths.engine().kernels();
  }

  @Override
  public final int threads() {
    return paths.engine().threads();
  }

  @Override
  public final Autoencoder create(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    Parameters.check(spec, weights);
    ArgumentChecks.lossFits(spec, loss);
    return paths.create(spec, weights, loss, optimizer, device);
  }

  @Override
  public final LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device) {
    return paths.loss(loss, logits, targets, paddingId, device);
  }

  @Override
  public final NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device) {
    return paths.neighbours(vectors, neighbours, device);
  }
}
