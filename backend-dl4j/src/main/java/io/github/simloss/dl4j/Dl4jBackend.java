package io.github.simloss.dl4j;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Parameters;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.UnitVectors;
import java.util.List;

/**
 * The engine {@code dl4j}: DeepLearning4J's ND4J. System properties:
 *
 * <ul>
 *   <li>{@code simloss.native.environment=false}: leave the process's environment as it is.
 *   <li>{@code simloss.dl4j.fused=false}: ND4J operations instead of fused Java loops on the CPU
 *       too, as on other devices.
 *   <li>{@code simloss.dl4j.tableMegabytes}: what a V x V table of similarities may take, 512 by
 *       default; above it they are computed chunk by chunk.
 * </ul>
 *
 * <p>Results do not depend on the run: the same weights and batches give the same digits. Sums
 * inside OpenBLAS may be ordered differently for another number of threads.
 */
public final class Dl4jBackend implements Backend {
  private final boolean wantsFused;

  /** The backend as the system properties say; loads no native library. */
  public Dl4jBackend() {
    this(Memory.wantsFused());
  }

  /** With or without fused loops on the CPU. */
  Dl4jBackend(boolean fused) {
    this.wantsFused = fused;
  }

  private Memory memory() {
    return new Memory(wantsFused && Engine.onCpu());
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String engine() {
    return Engine.description();
  }

  @Override
  public List<Device> devices() {
    return Engine.devices();
  }

  @Override
  public int threads() {
    return Engine.threads();
  }

  @Override
  public void setThreads(int threads) {
    Engine.setThreads(threads);
  }

  @Override
  public Autoencoder create(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    Parameters.check(spec, weights);
    if (loss.vocabularySize() != spec.vocabularySize()) {
      throw new IllegalArgumentException(
          "the loss is over "
              + loss.vocabularySize()
              + " words, the model over "
              + spec.vocabularySize());
    }
    Engine.use(device);
    return new Dl4jAutoencoder(spec, weights, loss, optimizer, device, memory());
  }

  @Override
  public LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device) {
    Engine.use(device);
    return new LogitLoss(loss, memory()).of(logits, targets, paddingId);
  }

  @Override
  public NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device) {
    Engine.use(device);
    return new BlockedNeighbours(memory(), vectors, neighbours).run();
  }
}
