package io.github.simloss.backend.java;

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
 * The engine {@code java}: plain Java, without a native library, so that it runs wherever Java
 * does. Double precision inside, one sentence a thread; weights are rounded to single precision
 * after every step, as files keep them. It is what other engines are compared with, and an example
 * to start one from; many times slower than they are.
 *
 * <p>Results do not depend on the run or on the number of threads, which is all cores unless set.
 */
public final class JavaBackend implements Backend {
  /** The engine. */
  public JavaBackend() {}

  @Override
  public String name() {
    return "java";
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
    return Workers.threads();
  }

  @Override
  public void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    Workers.setThreads(threads);
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
    return new JavaModel(spec, weights, ReferenceLoss.of(loss), optimizer);
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
        ReferenceLoss.of(loss).evaluate(Doubles.of(logits), targets, paddingId);
    return new LossValue(value.value(), Doubles.floats(value.gradient()));
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
