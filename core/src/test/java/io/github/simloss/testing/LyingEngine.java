package io.github.simloss.testing;

import io.github.simloss.backend.AdamSettings;
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
  public TrainableModel trainable(
      Way<P> way,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer) {
    return new LyingModel(honest.trainable(way, spec, weights, loss, optimizer), lie(way.path()));
  }

  @Override
  public LossValue loss(
      Way<P> way, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    LossValue value = honest.loss(way, loss, logits, targets, paddingId);
    float[] error = new float[1];
    lie(way.path()).spoil(Lie.What.LOSS, error);
    lie(way.path()).spoil(Lie.What.LOSS_GRADIENT, value.gradient());
    return new LossValue(value.value() + error[0], value.gradient());
  }

  @Override
  public NeighbourTable neighbours(Way<P> way, UnitVectors vectors, int neighbours) {
    NeighbourTable table = honest.neighbours(way, vectors, neighbours);
    int[] ids = new int[table.count() * neighbours];
    float[] similarities = new float[ids.length];
    for (int k = 0; k < ids.length; k++) {
      ids[k] = table.id(k / neighbours, k % neighbours);
      similarities[k] = table.similarity(k / neighbours, k % neighbours);
    }
    lie(way.path()).spoil(Lie.What.SIMILARITIES, similarities);
    return new NeighbourTable(table.count(), neighbours, ids, similarities);
  }
}
