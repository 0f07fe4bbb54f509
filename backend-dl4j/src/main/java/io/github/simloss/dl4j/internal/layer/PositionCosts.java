package io.github.simloss.dl4j.internal.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the positions of a batch cost.
 *
 * @param losses one a position, weighed by the mask; 0 where masked
 * @param gradient dL/dlogits of their sum, positions x V; {@code null} if it was not asked for
 */
public record PositionCosts(double[] losses, INDArray gradient) {

  /** The sum, or the mean over all positions. */
  public double score(boolean average) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return average ? sum / losses.length : sum;
  }

  /** A column. */
  public INDArray scores(DataType type) {
    return Nd4j.createFromArray(losses).reshape(losses.length, 1).castTo(type);
  }
}
