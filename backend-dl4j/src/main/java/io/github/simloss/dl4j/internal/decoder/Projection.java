package io.github.simloss.dl4j.internal.decoder;

import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.MatrixProducts;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.model.Parameters;

/**
 * A decoder's vectors mapped to logits with the loss on top, in chunks of rows, so that memory is
 * bounded by chunk x V whatever the batch.
 */
public final class Projection implements AutoCloseable {
  private final LogitMap map;
  private final LossKernel kernel;
  private final int chunk;
  private final Matrix z;

  /**
   * @param memory where
   * @param map from vectors to logits; not closed with this
   * @param kernel the loss; closed with this
   * @param vocabularySize V
   * @param chunk how many rows a chunk holds at most
   */
  public Projection(
      ComputePath memory, LogitMap map, LossKernel kernel, int vocabularySize, int chunk) {
    this.map = map;
    this.kernel = kernel;
    this.chunk = chunk;
    this.z = memory.matrix(vocabularySize);
  }

  /** The summed loss. */
  public double evaluate(Matrix vectors, WordBags targets) {
    float[] bias = map.bias();
    double loss = 0;
    for (int from = 0; from < targets.size(); from += chunk) {
      int count = Math.min(chunk, targets.size() - from);
      project(vectors, from, count);
      loss += kernel.run(z, bias, targets, from, count, 0, false);
    }
    return loss;
  }

  /**
   * The summed loss and its gradients.
   *
   * @param vectors N x K
   * @param targets what each row is charged for
   * @param scale what gradients are multiplied by
   * @param dVectors receives dL/dvectors, N x K
   * @param gradients receives those of the output layer
   * @param ones of any length
   */
  public double train(
      Matrix vectors,
      WordBags targets,
      double scale,
      Matrix dVectors,
      FlatParameters gradients,
      OnesVector ones) {
    float[] bias = map.bias();
    double loss = 0;
    for (int from = 0; from < targets.size(); from += chunk) {
      int count = Math.min(chunk, targets.size() - from);
      StepClock.turn(StepClock.Part.PROJECTION);
      project(vectors, from, count);
      StepClock.turn(StepClock.Part.LOSS);
      loss += kernel.run(z, bias, targets, from, count, scale, true);
      StepClock.turn(StepClock.Part.PROJECTION);
      MatrixProducts.columnSums(
          z.rows(0, count),
          ones.of(count),
          gradients.view(Parameters.PROJECTION_BIAS),
          from == 0 ? 0 : 1);
      map.backward(z, vectors, from, count, dVectors, gradients, ones);
    }
    return loss;
  }

  private void project(Matrix vectors, int from, int count) {
    z.ensure(count);
    map.logits(vectors, from, count, z);
  }

  @Override
  public void close() {
    kernel.close();
    z.close();
  }
}
