package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.backend.LossValue;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.loss.ReconstructionLoss;

/**
 * A loss over logits given whole, by the kernel that training runs.
 *
 * @param loss the loss
 * @param memory where
 */
public record LogitLoss(ReconstructionLoss loss, ComputePath memory) {

  /** The reduced value and gradient. */
  public LossValue of(float[] logits, int[] targets, int paddingId) {
    int size = loss.vocabularySize();
    if (logits.length != (long) targets.length * size) {
      throw new IllegalArgumentException(
          logits.length + " logits are not " + targets.length + " x " + size);
    }
    int[] real = new int[targets.length];
    long tokens = 0;
    for (int k = 0; k < targets.length; k++) {
      real[k] = targets[k] == paddingId ? LossKernel.PADDED : targets[k];
      if (targets[k] != paddingId) {
        tokens++;
        if (targets[k] < 0 || targets[k] >= size) {
          throw new IllegalArgumentException(
              "target " + targets[k] + " at position " + k + " is outside [0, " + size + ")");
        }
      }
    }
    long divisor = loss.reduction().divisor(tokens, targets.length);
    float[] gradient = new float[logits.length];
    if (divisor == 0) {
      return new LossValue(0, gradient);
    }
    int chunk = LossKernel.chunkRows(size);
    double sum = 0;
    try (LossKernel kernel = LossKernel.of(loss, memory);
        Matrix z = memory.matrix(size)) {
      for (int from = 0; from < real.length; from += chunk) {
        int count = Math.min(chunk, real.length - from);
        z.ensure(count);
        z.write(0, logits, from * size, count);
        sum += kernel.run(z, null, real, from, count, 1.0 / divisor, true);
        z.read(0, gradient, from * size, count);
      }
    }
    return new LossValue(sum / divisor, gradient);
  }
}
