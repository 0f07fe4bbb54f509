package io.github.simloss.benchmarks.kernels;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A loss of an engine on logits that stay the same. */
interface EngineLoss extends AutoCloseable {

  /** The loss, its gradient computed along. */
  double lossAndGradient();

  @Override
  void close();

  /**
   * A loss, as users put it into their own models.
   *
   * @param engine djl or dl4j
   * @param logits row-major, targets x V
   */
  static EngineLoss of(
      String engine, LossSpec spec, UnitVectors vectors, float[] logits, int[] targets) {
    return engine.equals("djl")
        ? djl(spec, vectors, logits, targets)
        : nd4j(spec, vectors, logits, targets);
  }

  private static EngineLoss djl(LossSpec spec, UnitVectors vectors, float[] logits, int[] targets) {
    io.github.simloss.djl.SimilarityLoss loss =
        io.github.simloss.djl.SimilarityLoss.builder(spec, vectors).build();
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    NDArray rows = manager.create(logits, new Shape(targets.length, vectors.count()));
    rows.setRequiresGradient(true);
    NDArray ids = manager.create(targets);
    return new EngineLoss() {
      @Override
      public double lossAndGradient() {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector();
            NDArray value = loss.evaluate(new NDList(ids), new NDList(rows))) {
          collector.backward(value);
          return value.getFloat();
        }
      }

      @Override
      public void close() {
        loss.close();
        manager.close();
      }
    };
  }

  private static EngineLoss nd4j(
      LossSpec spec, UnitVectors vectors, float[] logits, int[] targets) {
    io.github.simloss.dl4j.SimilarityLoss loss =
        io.github.simloss.dl4j.SimilarityLoss.builder(spec, vectors).build();
    INDArray rows = Nd4j.create(logits, new long[] {targets.length, vectors.count()}, 'c');
    INDArray ids = Nd4j.createFromArray(targets).reshape(targets.length, 1);
    return new EngineLoss() {
      @Override
      public double lossAndGradient() {
        var both = loss.computeGradientAndScore(ids, rows, new ActivationIdentity(), null, true);
        both.getSecond().close();
        return both.getFirst();
      }

      @Override
      public void close() {
        rows.close();
        ids.close();
      }
    };
  }
}
