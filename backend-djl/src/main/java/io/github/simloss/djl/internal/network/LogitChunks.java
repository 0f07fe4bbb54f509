package io.github.simloss.djl.internal.network;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.WordBags;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.djl.internal.loss.LossKernel;

/**
 * The V-sized part of a step, z = x W^T + b with its loss, chunk by chunk and in closed form.
 *
 * @param manager of the device
 * @param matrix W, of V rows
 * @param bias b, of V values
 * @param kernel the loss
 */
public record LogitChunks(NDManager manager, PtNDArray matrix, PtNDArray bias, LossKernel kernel) {

  /**
   * What some rows cost, and how that changes.
   *
   * @param loss not yet divided
   * @param inputs dL/dx
   * @param matrix dL/dW; {@code null} if it was not wanted
   * @param bias dL/db
   */
  public record Result(double loss, PtNDArray inputs, PtNDArray matrix, PtNDArray bias) {}

  /** What some rows cost. */
  public double loss(PtNDArray x, WordBags bags) {
    double sum = 0;
    int count = bags.size();
    int chunk = kernel.chunkRows();
    for (int from = 0; from < count; from += chunk) {
      try (ArrayScope part = new ArrayScope()) {
        part.record(false);
        PtNDArray rows = JniUtils.slice(x, 0, from, Math.min(count, from + chunk), 1);
        sum += kernel.run(logits(rows), bags, from, 0, false).loss();
      }
    }
    return sum;
  }

  private PtNDArray logits(PtNDArray x) {
    return JniUtils.linear(x, matrix, bias);
  }

  /**
   * Runs forward and back.
   *
   * @param step owns the results
   * @param x n rows
   * @param bags what each is charged for
   * @param scale what gradients are multiplied by
   * @param ofMatrix whether dL/dW is wanted
   */
  public Result differentiate(
      ArrayScope step, PtNDArray x, WordBags bags, double scale, boolean ofMatrix) {
    int count = bags.size();
    boolean single = count <= kernel.chunkRows();
    PtNDArray dInputs = single ? null : NativeArrays.zeros(manager, x.getShape().getShape());
    PtNDArray dMatrix = null;
    PtNDArray dBias = null;
    double sum = 0;
    for (int from = 0; from < count; from += kernel.chunkRows()) {
      int to = Math.min(count, from + kernel.chunkRows());
      try (ArrayScope chunk = new ArrayScope()) {
        chunk.record(false);
        PtNDArray rows = single ? x : JniUtils.slice(x, 0, from, to, 1);
        PtNDArray z = logits(rows);
        StepClock.turn(StepClock.Part.LOSS);
        LossKernel.Result result = kernel.run(z, bags, from, scale, true);
        StepClock.turn(StepClock.Part.PROJECTION);
        sum += result.loss();
        PtNDArray dz = result.gradient();
        // The first chunk's results are the sums so far: nothing is filled with zeros.
        if (ofMatrix) {
          dMatrix = sum(chunk, dMatrix, JniUtils.matmul(JniUtils.transpose(dz, 0, 1), rows));
        }
        dBias = sum(chunk, dBias, JniUtils.sum(dz, new long[] {0}, false));
        PtNDArray inputsPart = JniUtils.matmul(dz, matrix);
        if (single) {
          dInputs = chunk.keep(inputsPart);
        } else {
          JniUtils.addi(JniUtils.slice(dInputs, 0, from, to, 1), inputsPart);
        }
      }
    }
    if (ofMatrix) {
      step.own(dMatrix);
    }
    step.own(dBias);
    if (single) {
      step.own(dInputs);
    }
    return new Result(sum, dInputs, dMatrix, dBias);
  }

  private static PtNDArray sum(ArrayScope chunk, PtNDArray sum, PtNDArray part) {
    if (sum == null) {
      return chunk.keep(part);
    }
    JniUtils.addi(sum, part);
    return sum;
  }
}
