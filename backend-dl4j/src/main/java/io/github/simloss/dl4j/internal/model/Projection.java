package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.support.StepClock;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map from hidden states to logits with the loss on top, in chunks of positions, so that
 * memory is bounded by chunk x V whatever the batch. Only real positions are in a packed batch.
 */
final class Projection implements AutoCloseable {
  private final LossKernel kernel;
  private final int chunk;
  private final Matrix z;

  /**
   * @param memory where
   * @param kernel the loss; closed with this
   * @param vocabularySize V
   * @param chunk how many positions a chunk holds at most
   */
  Projection(ComputePath memory, LossKernel kernel, int vocabularySize, int chunk) {
    this.kernel = kernel;
    this.chunk = chunk;
    this.z = memory.matrix(vocabularySize);
  }

  /** The summed loss. */
  double evaluate(Matrix hidden, INDArray weight, float[] bias, int[] targets) {
    double loss = 0;
    for (int from = 0; from < targets.length; from += chunk) {
      int count = Math.min(chunk, targets.length - from);
      project(hidden, weight, from, count);
      loss += kernel.run(z, bias, targets, from, count, 0, false);
    }
    return loss;
  }

  /**
   * The summed loss and its gradients.
   *
   * @param hidden N x H
   * @param weight (V, H)
   * @param bias V values
   * @param targets N ids, or {@link LossKernel#PADDED}
   * @param scale what gradients are multiplied by
   * @param dHidden receives dL/dhidden, N x H
   * @param dWeight receives dL/dweight
   * @param dBias receives dL/dbias
   * @param ones at least as many ones as a chunk has rows
   */
  double train(
      Matrix hidden,
      INDArray weight,
      float[] bias,
      int[] targets,
      double scale,
      Matrix dHidden,
      INDArray dWeight,
      INDArray dBias,
      OnesVector ones) {
    double loss = 0;
    for (int from = 0; from < targets.length; from += chunk) {
      int count = Math.min(chunk, targets.length - from);
      double beta = from == 0 ? 0 : 1;
      StepClock.turn(StepClock.Part.PROJECTION);
      project(hidden, weight, from, count);
      StepClock.turn(StepClock.Part.LOSS);
      loss += kernel.run(z, bias, targets, from, count, scale, true);
      StepClock.turn(StepClock.Part.PROJECTION);
      INDArray dZ = z.rows(0, count);
      MatrixProducts.multiply(dZ, true, hidden.rows(from, count), false, dWeight, beta);
      MatrixProducts.columnSums(dZ, ones.of(count), dBias, beta);
      MatrixProducts.multiply(dZ, false, weight, false, dHidden.rows(from, count), 0);
    }
    return loss;
  }

  private void project(Matrix hidden, INDArray weight, int from, int count) {
    z.ensure(count);
    MatrixProducts.multiply(hidden.rows(from, count), false, weight, true, z.rows(0, count), 0);
  }

  @Override
  public void close() {
    kernel.close();
    z.close();
  }
}
