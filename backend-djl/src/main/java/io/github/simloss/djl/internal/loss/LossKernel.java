package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.support.SparseTerms;
import io.github.simloss.batch.WordBags;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss over a chunk of logits with its gradient in closed form; a row is charged for one target
 * or for a bag of them. With s_i = p_i * dL/dp_i, summed over the terms (for LOG and eps = 0 that
 * is -c w_i, without a division):
 *
 * <pre>dL/dz = s - p * sum_i s_i</pre>
 */
public final class LossKernel {
  private final NDManager manager;
  private final MemoryBudget memory;
  private final int size;
  private final SparseTerms few;
  private final Map<LossTerm, WeightRows> whole = new LinkedHashMap<>();
  private final boolean logarithms;

  /**
   * @param loss the loss
   * @param manager frees its tables
   * @param memory what tables and chunks may take
   */
  public LossKernel(ReconstructionLoss loss, NDManager manager, MemoryBudget memory) {
    this.manager = manager;
    this.memory = memory;
    size = loss.vocabularySize();
    List<LossTerm> sparse = new ArrayList<>();
    for (LossTerm term : loss.terms()) {
      if (term.weights().weighsFewWords()) {
        sparse.add(term);
      } else {
        whole.put(term, WeightRows.of(term.weights(), manager, memory));
      }
    }
    few = sparse.isEmpty() ? null : new SparseTerms(sparse, size);
    logarithms =
        loss.terms().stream().anyMatch(term -> term.link() == Link.LOG && term.epsilon() == 0);
  }

  /** How many rows a chunk holds at most, so that memory stays bounded for any V. */
  public int chunkRows() {
    return memory.chunkRows(size);
  }

  /**
   * A chunk's loss.
   *
   * @param loss the sum over its rows, not yet divided
   * @param gradient {@code scale} * dL/dz, n x V; {@code null} if it was not wanted
   */
  public record Result(double loss, PtNDArray gradient) {}

  /**
   * Runs the loss over a chunk, inside a step.
   *
   * @param z logits, n x V
   * @param bags what rows are charged for; those of this chunk start at {@code from}
   * @param from the chunk's first place among the bags
   * @param scale what the gradient is multiplied by
   * @param gradient whether it is wanted
   */
  public Result run(PtNDArray z, WordBags bags, int from, double scale, boolean gradient) {
    int count = Math.toIntExact(z.getShape().get(0));
    PtNDArray logP = logarithms ? JniUtils.logSoftmax(z, 1, DataType.FLOAT32) : null;
    PtNDArray p = null;
    if (logP == null) {
      p = JniUtils.softmax(z, 1, DataType.FLOAT32);
    } else if (gradient || !whole.isEmpty()) {
      p = JniUtils.exp(logP);
    }
    Whole dense = whole(bags, from, count, p, logP);
    SparseTerms.Result sparse = null;
    PtNDArray places = null;
    if (few != null) {
      places = NativeArrays.indices(manager, few.places(bags, from, count));
      PtNDArray values = few.logarithms() ? logP : p;
      sparse = few.evaluate(NativeArrays.read(JniUtils.take(values, places, values.getManager())));
    }
    double loss = (dense == null ? 0 : dense.loss()) + (sparse == null ? 0 : sparse.loss());
    if (!gradient) {
      return new Result(loss, null);
    }
    float[] factors = new float[count];
    for (int k = 0; k < count; k++) {
      double rowSlope =
          (dense == null ? 0 : dense.rowSlopes()[k]) + (sparse == null ? 0 : sparse.rowSlopes()[k]);
      factors[k] = (float) -(dense == null ? scale * rowSlope : rowSlope);
    }
    JniUtils.muli(p, NativeArrays.floats(manager, factors, count, 1));
    if (dense != null) {
      // Scaled last: where p is near 1 both parts cancel to the last digit.
      JniUtils.addi(p, dense.slopes());
      JniUtils.muli(p, NativeArrays.floats(manager, new float[] {(float) scale}, 1));
    }
    if (sparse != null && sparse.slopes().length > 0) {
      write(p, places, dense == null ? few.gradient(sparse, scale) : sum(p, places, sparse, scale));
    }
    return new Result(loss, p);
  }

  /**
   * Runs the loss over a chunk of logits on the Java heap.
   *
   * @param logits n x V values; receives {@code scale} * dL/dz
   * @param targets n ids
   * @param scale what the gradient is multiplied by
   * @return the sum of the losses
   */
  public double run(float[] logits, int[] targets, double scale) {
    try (ArrayScope scope = new ArrayScope()) {
      scope.record(false);
      PtNDArray z = NativeArrays.floats(manager, logits, targets.length, size);
      Result result = run(z, WordBags.single(targets), 0, scale, true);
      NativeArrays.read(result.gradient(), logits, 0);
      return result.loss();
    }
  }

  /** What stands at the places, with the slopes of the few words added. */
  private static float[] sum(
      PtNDArray values, PtNDArray places, SparseTerms.Result sparse, double scale) {
    float[] there = NativeArrays.read(JniUtils.take(values, places, values.getManager()));
    for (int j = 0; j < there.length; j++) {
      there[j] += (float) (scale * sparse.slopes()[j]);
    }
    return there;
  }

  /** Writes in place; PyTorch's own put makes a copy of the whole. */
  private void write(PtNDArray into, PtNDArray places, float[] values) {
    JniUtils.indexAdvPut(
        JniUtils.reshape(into, new long[] {-1}),
        new NDIndex("{}", places),
        NativeArrays.floats(manager, values, values.length));
  }

  /** All terms of whole rows: their summed loss, s, and the sums of its rows. */
  private record Whole(double loss, PtNDArray slopes, float[] rowSlopes) {}

  private Whole whole(WordBags bags, int from, int count, PtNDArray p, PtNDArray logP) {
    if (whole.isEmpty()) {
      return null;
    }
    double loss = 0;
    PtNDArray slopes = null;
    for (Map.Entry<LossTerm, WeightRows> entry : whole.entrySet()) {
      Part part = part(entry.getKey(), entry.getValue().rows(bags, from, count), p, logP);
      loss += part.loss();
      slopes = slopes == null ? part.slopes() : JniUtils.add(slopes, part.slopes());
    }
    return new Whole(loss, slopes, NativeArrays.read(JniUtils.sum(slopes, new long[] {1}, false)));
  }

  /** One term's summed loss and its s. */
  private record Part(double loss, PtNDArray slopes) {}

  private Part part(LossTerm term, PtNDArray w, PtNDArray p, PtNDArray logP) {
    double c = term.coefficient();
    PtNDArray minusC = NativeArrays.floats(manager, new float[] {(float) -c}, 1);
    if (term.link() == Link.IDENTITY) {
      PtNDArray weighted = JniUtils.mul(w, p);
      double loss = -c * (total(weighted) + (term.epsilon() == 0 ? 0 : term.epsilon() * total(w)));
      JniUtils.muli(weighted, minusC);
      return new Part(loss, weighted);
    }
    if (term.epsilon() == 0) {
      double loss = -c * total(JniUtils.mul(w, logP));
      JniUtils.muli(w, minusC);
      return new Part(loss, w);
    }
    PtNDArray q =
        JniUtils.add(p, NativeArrays.floats(manager, new float[] {(float) term.epsilon()}, 1));
    double loss = -c * total(JniUtils.mul(w, JniUtils.log(q)));
    JniUtils.muli(w, p);
    JniUtils.divi(w, q);
    JniUtils.muli(w, minusC);
    return new Part(loss, w);
  }

  /** The sum of all values; rows are summed natively, their sums in double precision. */
  private static double total(PtNDArray values) {
    double total = 0;
    for (float sum : NativeArrays.read(JniUtils.sum(values, new long[] {1}, false))) {
      total += sum;
    }
    return total;
  }
}
