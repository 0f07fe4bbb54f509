package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.loss.ReconstructionLoss;

/**
 * A loss over a chunk of logits, with its gradient in closed form. For a sum of terms, with g_i the
 * sum of all dL/dp_i of terms that need p, and the terms with LOG and eps = 0 apart:
 *
 * <pre>dL/dz = p * (g - &lt;p, g&gt;) + sum_terms c (p * sum_i w(t,i) - w(t,.))</pre>
 */
public interface LossKernel extends AutoCloseable {
  /** The target of a position that costs nothing. */
  int PADDED = -1;

  /**
   * A kernel for the CPU or for other devices.
   *
   * @param tableBytes what a V x V table of similarities may take; 0 for none
   */
  static LossKernel of(ReconstructionLoss loss, ComputePath memory, long tableBytes) {
    return memory.host()
        ? new HostLossKernel(loss, memory, tableBytes)
        : new ArrayLossKernel(loss, memory);
  }

  /**
   * The losses of some positions, not yet divided.
   *
   * @param z logits in rows {@code [0, count)}; receives {@code scale * dL/dz}
   * @param bias added to every row of logits; {@code null} for none
   * @param targets ids, or {@link #PADDED}; those of this chunk start at {@code from}
   * @param from the chunk's first place in {@code targets}
   * @param count positions of the chunk
   * @param scale what the gradient is multiplied by
   * @param gradient whether it is wanted; z holds anything afterwards if not
   * @return the loss of each position, 0 for padding
   */
  double[] losses(
      Matrix z, float[] bias, int[] targets, int from, int count, double scale, boolean gradient);

  /** The sum of {@link #losses}. */
  default double run(
      Matrix z, float[] bias, int[] targets, int from, int count, double scale, boolean gradient) {
    double sum = 0;
    for (double loss : losses(z, bias, targets, from, count, scale, gradient)) {
      sum += loss;
    }
    return sum;
  }

  @Override
  void close();
}
