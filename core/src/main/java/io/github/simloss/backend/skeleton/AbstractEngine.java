package io.github.simloss.backend.skeleton;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;

/**
 * An engine, but for what it computes: every call finds it open and its arguments checked. The
 * methods to implement have the arguments of those they stand for. Safe for use by several threads.
 *
 * @since 0.2.0
 */
public abstract class AbstractEngine implements Engine {
  private final Device device;
  private volatile boolean closed;

  /**
   * @param config how it was opened; the device is there
   */
  protected AbstractEngine(EngineConfig config) {
    device = config.device();
  }

  /** A model to train; shapes are checked. */
  protected abstract TrainableModel model(
      ModelSpec spec, NamedTensors weights, ReconstructionLoss loss, AdamSettings optimizer);

  /** The loss of some logits; shapes and targets are checked. */
  protected abstract LossValue evaluate(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId);

  /** The nearest words; N is in its range. */
  protected abstract NeighbourTable search(UnitVectors vectors, int neighbours);

  private void enter() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  @Override
  public final Device device() {
    enter();
    return device;
  }

  @Override
  public final InferenceModel inference(ModelSpec spec, NamedTensors weights) {
    ReconstructionLoss loss = ReconstructionLoss.crossEntropy(spec.vocabularySize());
    return trainable(spec, weights, loss, AdamSettings.DEFAULT);
  }

  @Override
  public final TrainableModel trainable(
      ModelSpec spec, NamedTensors weights, ReconstructionLoss loss, AdamSettings optimizer) {
    enter();
    spec.check(weights);
    ArgumentChecks.lossFits(spec, loss);
    return model(spec, weights, loss, optimizer);
  }

  @Override
  public final LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    enter();
    ArgumentChecks.logits(loss, logits, targets, paddingId);
    return evaluate(loss, logits, targets, paddingId);
  }

  @Override
  public final NeighbourTable neighbours(UnitVectors vectors, int neighbours) {
    enter();
    ArgumentChecks.neighbours(vectors, neighbours);
    return search(vectors, neighbours);
  }

  @Override
  public void close() {
    closed = true;
  }
}
