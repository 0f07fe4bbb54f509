package io.github.simloss.djl.internal.model;

import ai.djl.ndarray.NDManager;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.LogitLoss;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.djl.internal.array.CosineBlocks;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/** PyTorch with its paths. */
public final class DjlEngine implements CheckedEngine<LstmPath> {
  @Override
  public String description() {
    return PyTorchRuntime.description();
  }

  @Override
  public String kernels() {
    return PyTorchRuntime.kernels();
  }

  @Override
  public List<LstmPath> paths() {
    return LstmPath.allowed();
  }

  @Override
  public boolean wanted() {
    return LstmPath.isChosenByCheck();
  }

  @Override
  public int threads() {
    return PyTorchRuntime.threads();
  }

  @Override
  public String remedy() {
    return (Processor.description().contains("AVX-512")
            ? "set ONEDNN_MAX_CPU_ISA=AVX2 and ATEN_CPU_CAPABILITY=avx2 in the environment, or "
            : "")
        + "use the backend dl4j";
  }

  @Override
  public TrainableModel trainable(
      Way<LstmPath> way,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer) {
    return new DjlModel(way, spec, weights, loss, optimizer);
  }

  @Override
  public LossValue loss(
      Way<LstmPath> way, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    try (NDManager manager = PyTorchRuntime.manager(way.config().device())) {
      LossKernel kernel = new LossKernel(loss, manager, way.config().memory());
      return LogitLoss.of(loss, logits, targets, paddingId, kernel.chunkRows(), kernel::run);
    }
  }

  @Override
  public NeighbourTable neighbours(Way<LstmPath> way, UnitVectors vectors, int neighbours) {
    try (NDManager manager = PyTorchRuntime.manager(way.config().device())) {
      return CosineBlocks.neighbours(manager, vectors, neighbours);
    }
  }
}
