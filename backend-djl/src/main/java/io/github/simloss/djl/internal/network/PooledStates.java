package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.batch.TimeMajorRows;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.Pooling;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of an encoder's top layer, pooled. Those of the second direction come turned round and
 * are turned back, but for the final state, which stands last in both: where a maximum is reached
 * more than once, the first position has the gradient.
 */
final class PooledStates {
  /** Takes a state, which lies in [-1, 1], below all that are real. */
  private static final float BELOW_ALL = -4;

  private final Layers layers;
  private final EncoderSpec spec;
  private final SegmentedRows segmented;
  private final TimeMajorRows rows;

  /** Puts rows in order; {@code null} if they are. */
  private final long[] inOrder;

  /** (T, B, 1): what each position has of a mean. */
  private PtNDArray shares;

  /** (T, B, 1): 0, but for padding; {@code null} if there is none. */
  private PtNDArray below;

  /**
   * @param layers of the model
   * @param spec how to pool
   * @param segmented the sentences
   * @param words what they weigh
   */
  PooledStates(Layers layers, EncoderSpec spec, SegmentedRows segmented, FrozenWords words) {
    this.layers = layers;
    this.spec = spec;
    this.segmented = segmented;
    rows = new TimeMajorRows(segmented.tokens());
    inOrder = segmented.timeMajor();
    if (spec.pooling().hasMean() || spec.wordVectors()) {
      shares = column(shares(words.weights(rows)));
    }
    if (spec.pooling().hasMax()) {
      below = below();
    }
  }

  /**
   * Pools.
   *
   * @param forward the states of all rows, of H values
   * @param backward the same of the second direction, turned round; {@code null} without one
   * @param x the word vectors of all rows
   * @return B x P
   */
  PtNDArray of(PtNDArray forward, PtNDArray backward, PtNDArray x) {
    List<PtNDArray> blocks = new ArrayList<>();
    if (spec.pooling() == Pooling.LAST) {
      long[] last = segmented.lastRows();
      blocks.add(layers.rows(forward, last));
      if (backward != null) {
        blocks.add(layers.rows(backward, last));
      }
    }
    if (spec.pooling() != Pooling.LAST) {
      PtNDArray first = sequence(forward);
      PtNDArray second =
          backward == null ? null : shaped(layers.rows(backward, segmented.timeMajorReversed()));
      if (spec.pooling().hasMax()) {
        blocks.add(max(first));
        if (second != null) {
          blocks.add(max(second));
        }
      }
      if (spec.pooling().hasMean()) {
        blocks.add(mean(first, shares));
        if (second != null) {
          blocks.add(mean(second, shares));
        }
      }
    }
    if (spec.wordVectors()) {
      blocks.add(mean(sequence(x), shares));
    }
    return blocks.size() == 1 ? blocks.get(0) : JniUtils.cat(blocks.toArray(new PtNDArray[0]), 1);
  }

  private PtNDArray max(PtNDArray sequence) {
    return JniUtils.max(below == null ? sequence : JniUtils.add(sequence, below), 0, false);
  }

  private static PtNDArray mean(PtNDArray sequence, PtNDArray shares) {
    return JniUtils.sum(JniUtils.mul(sequence, shares), new long[] {0}, false);
  }

  /** All positions, padding included, (T, B, columns). */
  private PtNDArray sequence(PtNDArray values) {
    return shaped(inOrder == null ? values : layers.rows(values, inOrder));
  }

  private PtNDArray shaped(PtNDArray ordered) {
    return JniUtils.reshape(ordered, new long[] {rows.steps(), rows.sentences(), -1});
  }

  private PtNDArray column(float[] ofRows) {
    return NativeArrays.floats(layers.manager(), ofRows, rows.steps(), rows.sentences(), 1);
  }

  private float[] shares(float[] weights) {
    double[] sums = new double[rows.sentences()];
    for (int k = 0; k < weights.length; k++) {
      sums[k % sums.length] += weights[k];
    }
    float[] shares = new float[weights.length];
    for (int k = 0; k < weights.length; k++) {
      shares[k] = (float) (weights[k] / sums[k % sums.length]);
    }
    return shares;
  }

  private PtNDArray below() {
    float[] values = new float[rows.steps() * rows.sentences()];
    boolean any = false;
    for (int k = 0; k < values.length; k++) {
      if (k / rows.sentences() >= rows.lengths()[k % rows.sentences()]) {
        values[k] = BELOW_ALL;
        any = true;
      }
    }
    return any ? column(values) : null;
  }
}
