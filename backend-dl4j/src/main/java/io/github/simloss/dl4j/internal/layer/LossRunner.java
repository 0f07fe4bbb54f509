package io.github.simloss.dl4j.internal.layer;

import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.host.RowWorkers;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs a loss over logits of any precision: double by the definition, all else in float by the
 * kernel that training runs. What a loss needs is kept until another one comes. Not for two threads
 * at once, so it lets one in at a time.
 */
public final class LossRunner {
  private ReconstructionLoss loss;
  private ReferenceLoss reference;
  private LossKernel kernel;
  private Matrix z;

  /**
   * The costs of a batch.
   *
   * @param loss what to compute
   * @param logits positions x V
   * @param labels one a position
   * @param gradient whether it is wanted
   */
  public synchronized PositionCosts run(
      ReconstructionLoss loss, INDArray logits, LabelReader labels, boolean gradient) {
    use(loss);
    PositionCosts costs =
        logits.dataType() == DataType.DOUBLE
            ? inDouble(logits, labels.targets(), gradient)
            : inFloat(logits, labels.targets(), gradient);
    return labels.weights() == null ? costs : weighed(costs, labels.weights());
  }

  private void use(ReconstructionLoss wanted) {
    if (wanted.equals(loss)) {
      return;
    }
    if (kernel != null) {
      kernel.close();
      z.close();
      kernel = null;
    }
    loss = wanted;
    reference = ReferenceLoss.of(wanted);
  }

  private PositionCosts inDouble(INDArray logits, int[] targets, boolean gradient) {
    int size = loss.vocabularySize();
    double[] values = logits.dup('c').reshape(logits.length()).toDoubleVector();
    double[] slopes = new double[gradient ? values.length : 0];
    double[] losses = new double[targets.length];
    RowWorkers.run(
        Nd4jRuntime.loopThreads(),
        targets.length,
        1 + 4096 / size,
        (first, end) -> {
          double[] row = new double[size];
          for (int n = first; n < end; n++) {
            if (targets[n] != LossKernel.PADDED) {
              System.arraycopy(values, n * size, row, 0, size);
              double[] slope = new double[size];
              losses[n] = reference.position(row, targets[n], slope);
              if (gradient) {
                System.arraycopy(slope, 0, slopes, n * size, size);
              }
            }
          }
        });
    return new PositionCosts(
        losses, gradient ? Nd4j.createFromArray(slopes).reshape('c', logits.shape()) : null);
  }

  private PositionCosts inFloat(INDArray logits, int[] targets, boolean gradient) {
    int size = loss.vocabularySize();
    if (kernel == null) {
      ComputePath memory = ComputePath.current();
      kernel = LossKernel.of(loss, memory, 0);
      z = memory.matrix(size);
    }
    INDArray slopes =
        gradient ? Nd4j.createUninitialized(logits.dataType(), logits.shape(), 'c') : null;
    WordBags bags = LossKernel.positions(targets);
    double[] losses = new double[targets.length];
    int chunk = Math.min(targets.length, MemoryBudget.DEFAULT.chunkRows(size));
    for (int from = 0; from < targets.length; from += chunk) {
      int count = Math.min(chunk, targets.length - from);
      z.ensure(count);
      z.rows(0, count).assign(rows(logits, from, count).castTo(DataType.FLOAT));
      double[] part = kernel.losses(z, null, bags, from, count, 1, gradient);
      System.arraycopy(part, 0, losses, from, count);
      if (gradient) {
        rows(slopes, from, count).assign(z.rows(0, count).castTo(logits.dataType()));
      }
    }
    return new PositionCosts(losses, slopes);
  }

  private static INDArray rows(INDArray all, int from, int count) {
    return count == all.size(0)
        ? all
        : all.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
  }

  private static PositionCosts weighed(PositionCosts costs, double[] weights) {
    double[] losses = costs.losses().clone();
    for (int n = 0; n < losses.length; n++) {
      losses[n] *= weights[n];
    }
    INDArray gradient = costs.gradient();
    if (gradient != null) {
      gradient.muliColumnVector(
          Nd4j.createFromArray(weights).reshape(weights.length, 1).castTo(gradient.dataType()));
    }
    return new PositionCosts(losses, gradient);
  }
}
