package io.github.simloss.contract;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * The smallest engine that passes the contract: plain Java, double precision inside, weights
 * rounded to float after every step. Far too slow to train with; an example to start an engine
 * from.
 */
public final class ReferenceBackend implements Backend {
  private int threads = 1;

  /** An engine. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String engine() {
    return "plain Java " + Runtime.version().feature();
  }

  @Override
  public List<Device> devices() {
    return List.of(Device.CPU);
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; use at least 1");
    }
    this.threads = threads;
  }

  @Override
  public Autoencoder create(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    requireCpu(device);
    Parameters.check(spec, weights);
    if (loss.vocabularySize() != spec.vocabularySize()) {
      throw new IllegalArgumentException(
          "loss '"
              + loss.name()
              + "' is over "
              + loss.vocabularySize()
              + " words, the model over "
              + spec.vocabularySize());
    }
    return new ReferenceModel(spec, weights, ReferenceLoss.of(loss), optimizer);
  }

  @Override
  public LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device) {
    requireCpu(device);
    int size = loss.vocabularySize();
    if (logits.length != (long) targets.length * size) {
      throw new IllegalArgumentException(
          logits.length + " logits are not " + targets.length + " x " + size);
    }
    for (int target : targets) {
      if (target != paddingId && (target < 0 || target >= size)) {
        throw new IllegalArgumentException("target " + target + " is outside [0, " + size + ")");
      }
    }
    ReferenceLoss.Value value =
        ReferenceLoss.of(loss).evaluate(Numbers.doubles(logits), targets, paddingId);
    return new LossValue(value.value(), Numbers.floats(value.gradient()));
  }

  @Override
  public NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device) {
    requireCpu(device);
    return NeighbourSearch.PLAIN_JAVA.search(vectors, neighbours);
  }

  private static void requireCpu(Device device) {
    if (!device.equals(Device.CPU)) {
      throw new SimlossException("device " + device + " is not here: use cpu");
    }
  }
}
