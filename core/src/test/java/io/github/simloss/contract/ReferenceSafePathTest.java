package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/** The choice of a path, on plain Java: three ways that are the same until they are spoiled. */
class ReferenceSafePathTest implements SafePathContract<Integer> {
  @Override
  public CheckedEngine<Integer> paths() {
    Backend backend = new JavaBackend();
    Engine engine = backend.open(Device.CPU);
    return new CheckedEngine<>() {
      @Override
      public String description() {
        return backend.description();
      }

      @Override
      public String kernels() {
        return backend.kernels();
      }

      @Override
      public List<Integer> paths() {
        return List.of(1, 2, 3);
      }

      @Override
      public boolean wanted() {
        return true;
      }

      @Override
      public int threads() {
        return engine.threads();
      }

      @Override
      public String remedy() {
        return "use another Java";
      }

      @Override
      public TrainableModel trainable(
          Way<Integer> way,
          ModelSpec spec,
          NamedTensors weights,
          ReconstructionLoss loss,
          AdamSettings optimizer) {
        return engine.trainable(spec, weights, loss, optimizer);
      }

      @Override
      public LossValue loss(
          Way<Integer> way, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
        return engine.loss(loss, logits, targets, paddingId);
      }

      @Override
      public NeighbourTable neighbours(Way<Integer> way, UnitVectors vectors, int neighbours) {
        return engine.neighbours(vectors, neighbours);
      }
    };
  }
}
