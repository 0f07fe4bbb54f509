package io.github.simloss.contract;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
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
    JavaBackend backend = new JavaBackend();
    return new CheckedEngine<>() {
      @Override
      public String description() {
        return backend.engine();
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
        return backend.threads();
      }

      @Override
      public String remedy() {
        return "use another Java";
      }

      @Override
      public TrainableModel create(
          Integer path,
          ModelSpec spec,
          NamedTensors weights,
          ReconstructionLoss loss,
          AdamSettings optimizer,
          Device device) {
        return backend.create(spec, weights, loss, optimizer, device);
      }

      @Override
      public LossValue loss(
          Integer path,
          ReconstructionLoss loss,
          float[] logits,
          int[] targets,
          int paddingId,
          Device device) {
        return backend.loss(loss, logits, targets, paddingId, device);
      }

      @Override
      public NeighbourTable neighbours(
          Integer path, UnitVectors vectors, int neighbours, Device device) {
        return backend.neighbours(vectors, neighbours, device);
      }
    };
  }
}
