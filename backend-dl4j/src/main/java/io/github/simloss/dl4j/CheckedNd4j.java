package io.github.simloss.dl4j;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * ND4J with its paths.
 *
 * @param wantsFused whether fused loops are tried
 */
record CheckedNd4j(boolean wantsFused) implements CheckedEngine<Memory> {
  @Override
  public String description() {
    return Engine.description();
  }

  @Override
  public String kernels() {
    return Engine.kernels();
  }

  @Override
  public List<Memory> paths() {
    Memory arrays = new Memory(false);
    return wantsFused && Engine.onCpu() ? List.of(new Memory(true), arrays) : List.of(arrays);
  }

  /** What is preferred. */
  Memory first() {
    return paths().get(0);
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public int threads() {
    return Engine.threads();
  }

  @Override
  public String remedy() {
    return (Engine.onCpu() ? "set OPENBLAS_CORETYPE=Haswell in the environment, or " : "")
        + "use the backend djl";
  }

  @Override
  public Autoencoder create(
      Memory path,
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    Engine.use(device);
    return new Dl4jAutoencoder(spec, weights, loss, optimizer, device, path);
  }

  @Override
  public LossValue loss(
      Memory path,
      ReconstructionLoss loss,
      float[] logits,
      int[] targets,
      int paddingId,
      Device device) {
    Engine.use(device);
    return new LogitLoss(loss, path).of(logits, targets, paddingId);
  }

  @Override
  public NeighbourTable neighbours(
      Memory path, UnitVectors vectors, int neighbours, Device device) {
    Engine.use(device);
    return new BlockedNeighbours(path, vectors, neighbours).run();
  }
}
