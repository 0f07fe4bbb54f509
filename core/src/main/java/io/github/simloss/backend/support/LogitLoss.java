package io.github.simloss.backend.support;

import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.Arrays;

/**
 * A loss over logits given whole, chunk by chunk by the kernel that an engine trains with. Only the
 * positions that cost something reach the kernel.
 *
 * @since 0.1.0
 */
public final class LogitLoss {
  private LogitLoss() {}

  /** An engine's loss over a chunk of logits. */
  @FunctionalInterface
  public interface Kernel {
    /**
     * Runs a chunk.
     *
     * @param logits n x V values; receives {@code scale} * dL/dz
     * @param targets n ids
     * @param scale what the gradient is multiplied by
     * @return the sum of the losses, not divided
     */
    double run(float[] logits, int[] targets, double scale);
  }

  /**
   * The reduced value and gradient.
   *
   * @param loss the loss, over V words
   * @param logits positions x V, checked
   * @param targets one id a position, checked
   * @param paddingId a target that costs nothing
   * @param chunkRows how many positions a chunk holds at most
   * @param kernel computes
   */
  public static LossValue of(
      ReconstructionLoss loss,
      float[] logits,
      int[] targets,
      int paddingId,
      int chunkRows,
      Kernel kernel) {
    int size = loss.vocabularySize();
    int[] positions = real(targets, paddingId);
    double divisor = loss.reduction().divisor(positions.length, targets.length);
    float[] gradient = new float[logits.length];
    if (divisor == 0) {
      return new LossValue(0, gradient);
    }
    double sum = 0;
    for (int from = 0; from < positions.length; from += chunkRows) {
      int to = Math.min(positions.length, from + chunkRows);
      int[] rows = Arrays.copyOfRange(positions, from, to);
      float[] chunk = new float[rows.length * size];
      int[] ids = new int[rows.length];
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(logits, rows[k] * size, chunk, k * size, size);
        ids[k] = targets[rows[k]];
      }
      sum += kernel.run(chunk, ids, 1.0 / divisor);
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(chunk, k * size, gradient, rows[k] * size, size);
      }
    }
    return new LossValue(sum / divisor, gradient);
  }

  /** Where the targets stand that cost something. */
  private static int[] real(int[] targets, int paddingId) {
    int[] positions = new int[targets.length];
    int tokens = 0;
    for (int k = 0; k < targets.length; k++) {
      if (targets[k] != paddingId) {
        positions[tokens++] = k;
      }
    }
    return Arrays.copyOf(positions, tokens);
  }
}
