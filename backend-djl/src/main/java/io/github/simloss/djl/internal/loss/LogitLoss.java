package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.simloss.backend.LossValue;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.Arrays;

/**
 * A loss over logits given whole, by the kernel that training runs.
 *
 * @param loss the loss
 * @param manager frees all
 */
public record LogitLoss(ReconstructionLoss loss, NDManager manager) {

  /** The reduced value and gradient. */
  public LossValue of(float[] logits, int[] targets, int paddingId) {
    int size = loss.vocabularySize();
    if (logits.length != (long) targets.length * size) {
      throw new IllegalArgumentException(
          logits.length + " logits are not " + targets.length + " x " + size);
    }
    int[] real = new int[targets.length];
    int[] positions = new int[targets.length];
    int tokens = 0;
    for (int k = 0; k < targets.length; k++) {
      if (targets[k] != paddingId) {
        if (targets[k] < 0 || targets[k] >= size) {
          throw new IllegalArgumentException(
              "target " + targets[k] + " at position " + k + " is outside [0, " + size + ")");
        }
        real[tokens] = targets[k];
        positions[tokens++] = k;
      }
    }
    long divisor = loss.reduction().divisor(tokens, targets.length);
    float[] gradient = new float[logits.length];
    if (divisor == 0) {
      return new LossValue(0, gradient);
    }
    LossKernel kernel = new LossKernel(loss, manager);
    double sum = 0;
    for (int from = 0; from < tokens; from += kernel.chunkRows()) {
      int[] rows = Arrays.copyOfRange(positions, from, Math.min(tokens, from + kernel.chunkRows()));
      float[] chunk = new float[rows.length * size];
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(logits, rows[k] * size, chunk, k * size, size);
      }
      try (ArrayScope step = new ArrayScope()) {
        step.record(false);
        PtNDArray z = NativeArrays.floats(manager, chunk, rows.length, size);
        LossKernel.Result result = kernel.run(z, real, from, 1.0 / divisor, true);
        sum += result.loss();
        NativeArrays.read(result.gradient(), chunk, 0);
      }
      for (int k = 0; k < rows.length; k++) {
        System.arraycopy(chunk, k * size, gradient, rows[k] * size, size);
      }
    }
    return new LossValue(sum / divisor, gradient);
  }
}
