package io.github.simloss.djl;

import ai.djl.ndarray.NDManager;
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
 * The engine {@code djl}: PyTorch through Deep Java Library. It works offline: nothing is
 * downloaded or reported. System properties:
 *
 * <ul>
 *   <li>{@code simloss.native.environment=false}: leave the process's environment and allocator as
 *       they are; {@code simloss.native.malloc=false}: the allocator alone.
 *   <li>{@code simloss.djl.tableMegabytes}: what a V x V table of similarities may take, 512 by
 *       default; above it they are computed chunk by chunk.
 *   <li>{@code simloss.djl.chunkMegabytes}: what an array of a chunk of positions by V may take, 51
 *       by default; a step holds about four.
 *   <li>{@code simloss.djl.lstm}: the LSTM's kernel for inference, {@code inference} or {@code
 *       training}, without a check; {@code auto} by default.
 * </ul>
 *
 * <p>PyTorch's LSTM for inference is wrong on some machines. On the CPU, the first model of a
 * hidden size, input size and number of threads in a process compares it with plain Java in double
 * precision; where it is wrong, the kernel of training takes its place and one warning says so. If
 * that is wrong too, {@link #create} throws a {@link io.github.simloss.SimlossException}.
 *
 * <p>Results do not depend on the run: the same weights and batches give the same digits on the
 * CPU, by the same kernels for any number of threads.
 */
public final class DjlBackend implements Backend {
  /** The backend; loads no native library. */
  public DjlBackend() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String engine() {
    return Torch.description();
  }

  @Override
  public List<Device> devices() {
    return Torch.devices();
  }

  @Override
  public int threads() {
    return Torch.threads();
  }

  @Override
  public void setThreads(int threads) {
    Torch.setThreads(threads);
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
    return new DjlAutoencoder(spec, weights, loss, optimizer, device);
  }

  @Override
  public LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device) {
    try (NDManager manager = Torch.manager(device)) {
      return new LogitLoss(loss, manager).of(logits, targets, paddingId);
    }
  }

  @Override
  public NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device) {
    try (NDManager manager = Torch.manager(device)) {
      return new BlockedNeighbours(manager, vectors, neighbours).run();
    }
  }
}
