package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.Arrays;

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
   * One target a position.
   *
   * @param ids those, or {@link #PADDED}
   */
  static WordBags positions(int[] ids) {
    int[] starts = new int[ids.length + 1];
    int[] real = new int[ids.length];
    int n = 0;
    for (int k = 0; k < ids.length; k++) {
      if (ids[k] != PADDED) {
        real[n++] = ids[k];
      }
      starts[k + 1] = n;
    }
    float[] weights = new float[n];
    Arrays.fill(weights, 1);
    return new WordBags(starts, Arrays.copyOf(real, n), weights);
  }

  /**
   * The losses of some rows, not yet divided. A row is charged for each of its targets: sum_t a_t
   * L_t(softmax(z)). As L is linear in w, that is one loss with the sum of their rows of weights.
   *
   * @param z logits in rows {@code [0, count)}; receives {@code scale * dL/dz}
   * @param bias added to every row of logits; {@code null} for none
   * @param targets what each row is charged for; a row without a target costs nothing
   * @param from the chunk's first row in {@code targets}
   * @param count rows of the chunk
   * @param scale what the gradient is multiplied by
   * @param gradient whether it is wanted; z holds anything afterwards if not
   * @return the loss of each row
   */
  double[] losses(
      Matrix z,
      float[] bias,
      WordBags targets,
      int from,
      int count,
      double scale,
      boolean gradient);

  /** The sum of {@link #losses}. */
  default double run(
      Matrix z,
      float[] bias,
      WordBags targets,
      int from,
      int count,
      double scale,
      boolean gradient) {
    double sum = 0;
    for (double loss : losses(z, bias, targets, from, count, scale, gradient)) {
      sum += loss;
    }
    return sum;
  }

  @Override
  void close();
}
