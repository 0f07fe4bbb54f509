package io.github.simloss.testing;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;
import java.util.Map;

/**
 * An engine that lies on some of its paths, as one does on a machine where a kernel is wrong.
 *
 * @param honest the engine
 * @param lies by path; on others it is honest
 */
public record LyingEngine<P>(CheckedEngine<P> honest, Map<P, Lie> lies)
    implements CheckedEngine<P> {
  private Lie lie(P path) {
    return lies.getOrDefault(path, (what, values) -> {});
  }

  @Override
  public String description() {
    return honest.description();
  }

  @Override
  public String kernels() {
    return honest.kernels();
  }

  @Override
  public List<P> paths() {
    return honest.paths();
  }

  @Override
  public boolean wanted() {
    return honest.wanted();
  }

  @Override
  public int threads() {
    return honest.threads();
  }

  @Override
  public String remedy() {
    return honest.remedy();
  }

  @Override
  public TrainableModel create(
      P path,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    return new LyingModel(honest.create(path, spec, weights, loss, optimizer, device), lie(path));
  }

  @Override
  public LossValue loss(
      P path,
      ReconstructionLoss loss,
      float[] logits,
      int[] targets,
      int paddingId,
      Device device) {
    LossValue value = honest.loss(path, loss, logits, targets, paddingId, device);
    float[] error = new float[1];
    lie(path).spoil(Lie.What.LOSS, error);
    lie(path).spoil(Lie.What.LOSS_GRADIENT, value.gradient());
    return new LossValue(value.value() + error[0], value.gradient());
  }

  @Override
  public NeighbourTable neighbours(P path, UnitVectors vectors, int neighbours, Device device) {
    NeighbourTable table = honest.neighbours(path, vectors, neighbours, device);
    int[] ids = new int[table.count() * neighbours];
    float[] similarities = new float[ids.length];
    for (int k = 0; k < ids.length; k++) {
      ids[k] = table.id(k / neighbours, k % neighbours);
      similarities[k] = table.similarity(k / neighbours, k % neighbours);
    }
    lie(path).spoil(Lie.What.SIMILARITIES, similarities);
    return new NeighbourTable(table.count(), neighbours, ids, similarities);
  }
}
