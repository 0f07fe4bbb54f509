package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.LogitLoss;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.CosineBlocks;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * ND4J with its paths.
 *
 * @param wantsFused whether fused loops are tried
 */
public record Dl4jEngine(boolean wantsFused) implements CheckedEngine<ComputePath> {
  @Override
  public String description() {
    return Nd4jRuntime.description();
  }

  @Override
  public String kernels() {
    return Nd4jRuntime.kernels();
  }

  @Override
  public List<ComputePath> paths() {
    ComputePath arrays = new ComputePath(false);
    return wantsFused && Nd4jRuntime.onCpu()
        ? List.of(new ComputePath(true), arrays)
        : List.of(arrays);
  }

  /** What is preferred. */
  public ComputePath first() {
    return paths().get(0);
  }

  @Override
  public boolean wanted() {
    return true;
  }

  @Override
  public int threads() {
    return Nd4jRuntime.threads();
  }

  @Override
  public String remedy() {
    return (Nd4jRuntime.onCpu() ? "set OPENBLAS_CORETYPE=Haswell in the environment, or " : "")
        + "use the backend djl";
  }

  @Override
  public TrainableModel trainable(
      Way<ComputePath> way,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer) {
    Nd4jRuntime.use(way.config().device());
    return new Dl4jModel(spec, weights, loss, optimizer, way);
  }

  @Override
  public LossValue loss(
      Way<ComputePath> way, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    Nd4jRuntime.use(way.config().device());
    MemoryBudget memory = way.config().memory();
    try (LossKernel kernel = LossKernel.of(loss, way.path(), memory.tableBytes());
        Matrix z = way.path().matrix(loss.vocabularySize())) {
      return LogitLoss.of(
          loss,
          logits,
          targets,
          paddingId,
          memory.chunkRows(loss.vocabularySize()),
          (chunk, ids, scale) -> {
            z.ensure(ids.length);
            z.write(0, chunk, 0, ids.length);
            double sum = kernel.run(z, null, WordBags.single(ids), 0, ids.length, scale, true);
            z.read(0, chunk, 0, ids.length);
            return sum;
          });
    }
  }

  @Override
  public NeighbourTable neighbours(Way<ComputePath> way, UnitVectors vectors, int neighbours) {
    Nd4jRuntime.use(way.config().device());
    return CosineBlocks.neighbours(way.path(), vectors, neighbours);
  }
}
