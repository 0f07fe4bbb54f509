package io.github.simloss.djl.internal.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A loss out of operations that PyTorch's autograd can go back through. */
public final class AutogradLoss {
  private final List<LossTerm> terms;

  /** One for each term; {@code null} where a few words a target are weighed. */
  private final List<WeightRows> rows = new ArrayList<>();

  /**
   * @param loss the loss
   * @param manager frees its tables
   */
  public AutogradLoss(ReconstructionLoss loss, NDManager manager) {
    terms = loss.terms();
    boolean before = JniUtils.isGradMode();
    MemoryBudget memory = MemoryBudget.DEFAULT.orAsPropertiesSay("djl");
    // The tables are constants, whoever is recording.
    JniUtils.setGradMode(false);
    for (LossTerm term : terms) {
      rows.add(
          term.weights().weighsFewWords() ? null : WeightRows.of(term.weights(), manager, memory));
    }
    JniUtils.setGradMode(before);
  }

  /**
   * The summed loss of some positions.
   *
   * @param logits M x V
   * @param labels what costs something, and where
   * @return a scalar; double if the logits are, else single precision
   */
  public NDArray sum(PtNDArray logits, LabelIds labels) {
    NDManager manager = logits.getManager();
    int[] targets = labels.targets();
    DataType type = logits.getDataType() == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    // Rows that cost nothing are left out, so that nothing in them can reach the sum.
    PtNDArray z =
        JniUtils.embedding(NativeArrays.indices(manager, labels.positions()), logits, false);
    // Half precision is widened in here: a cast of DJL's would end the way back.
    NDArray logP = JniUtils.logSoftmax(z, 1, type);
    NDArray p = JniUtils.softmax(z, 1, type);
    NDArray mask =
        labels.weights() == null
            ? null
            : NativeArrays.floats(manager, labels.weights(), targets.length, 1).toType(type, false);
    NDArray sum = manager.zeros(new Shape(), type);
    for (int k = 0; k < terms.size(); k++) {
      LossTerm term = terms.get(k);
      NDArray link = link(term, p, logP);
      NDArray weights;
      if (term.weights().weighsFewWords()) {
        Chosen chosen = choose(manager, term.weights(), targets);
        link = link.gather(chosen.ids(), 1);
        weights = chosen.weights();
      } else {
        weights = rows.get(k).rows(NativeArrays.indices(manager, targets));
      }
      weights = weights.toType(type, false);
      if (mask != null) {
        weights = weights.mul(mask);
      }
      sum = sum.sub(weights.mul(link).sum().mul(number(term.coefficient(), sum)));
    }
    return sum;
  }

  /** A number of another array's precision and device. */
  public static NDArray number(double value, NDArray like) {
    return NativeArrays.number(like.getManager(), value, like.getDataType());
  }

  private static NDArray link(LossTerm term, NDArray p, NDArray logP) {
    if (term.link() == Link.IDENTITY) {
      return term.epsilon() == 0 ? p : p.add(number(term.epsilon(), p));
    }
    return term.epsilon() == 0 ? logP : p.add(number(term.epsilon(), p)).log();
  }

  /** Ids and weights, n x N. */
  private record Chosen(NDArray ids, NDArray weights) {}

  private static Chosen choose(NDManager manager, TargetWeights structure, int[] targets) {
    return structure.match(
        oneHot -> {
          float[] ones = new float[targets.length];
          Arrays.fill(ones, 1);
          return chosen(manager, Arrays.stream(targets).asLongStream().toArray(), ones, 1);
        },
        sparse -> {
          int width = sparse.width();
          long[] ids = new long[targets.length * width];
          float[] weights = new float[ids.length];
          for (int k = 0; k < ids.length; k++) {
            int at = targets[k / width] * width + k % width;
            ids[k] = sparse.ids()[at];
            weights[k] = sparse.weights()[at];
          }
          return chosen(manager, ids, weights, width);
        },
        factored -> {
          throw new IllegalArgumentException("factored weights choose no words");
        },
        dense -> {
          throw new IllegalArgumentException("dense weights choose no words");
        });
  }

  private static Chosen chosen(NDManager manager, long[] ids, float[] weights, int width) {
    long rows = ids.length / width;
    return new Chosen(
        NativeArrays.indices(manager, ids, rows, width),
        NativeArrays.floats(manager, weights, rows, width));
  }
}
