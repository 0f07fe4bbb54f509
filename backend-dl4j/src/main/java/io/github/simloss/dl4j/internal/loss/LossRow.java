package io.github.simloss.dl4j.internal.loss;

import io.github.simloss.backend.host.FloatRows;
import io.github.simloss.dl4j.internal.array.Matrix;
import java.util.Arrays;

/**
 * The work space of one position: its logits and softmax, and what the terms of the loss have added
 * so far. The gradient is assembled as
 *
 * <pre>dL/dz_i = p_i (constant + g_i) + direct_i</pre>
 *
 * in single precision, but for the words of sparse terms: p_t - 1 of a nearly certain word would
 * lose its digits there.
 */
final class LossRow {
  /** z. */
  final float[] logits;

  /** p. */
  final float[] p;

  /** A row of weights, for dense terms to use; empty if there are none. */
  final float[] weights;

  /** Work space of dense terms; empty if there are none. */
  final float[] work;

  /** dL/dp of dense terms; empty if there are none. */
  final float[] g;

  /** What dense terms add to dL/dz as it is; empty if there are none. */
  final float[] direct;

  /** Loops over rows. */
  final FloatRows rows = new FloatRows();

  /** log sum exp(z). */
  double logSum;

  private final boolean dense;
  private double loss;
  private double constant;

  /** Where a word stands among the sparse ones; true only if that place holds the word. */
  private final int[] slots;

  private int[] sparseIds = new int[16];
  private double[] sparse = new double[16];
  private double[] exact = new double[16];
  private int sparseCount;

  LossRow(int size, boolean dense) {
    this.dense = dense;
    logits = new float[size];
    p = new float[size];
    slots = new int[size];
    int ofDense = dense ? size : 0;
    weights = new float[ofDense];
    work = new float[ofDense];
    g = new float[ofDense];
    direct = new float[ofDense];
  }

  /** Reads row k of the logits and takes its softmax. */
  void start(Matrix z, int k, float[] bias) {
    int size = logits.length;
    z.read(k, logits);
    if (bias != null) {
      for (int i = 0; i < size; i++) {
        logits[i] += bias[i];
      }
    }
    float max = rows.max(logits, size);
    for (int i = 0; i < size; i++) {
      p[i] = logits[i] - max;
    }
    rows.exp(p, 0, size, 0);
    double sum = rows.sum(p, size);
    float scale = (float) (1 / sum);
    for (int i = 0; i < size; i++) {
      p[i] *= scale;
    }
    logSum = max + Math.log(sum);
    loss = 0;
    constant = 0;
    sparseCount = 0;
    if (dense) {
      Arrays.fill(g, 0);
      Arrays.fill(direct, 0);
    }
  }

  /** p of one word in double precision. */
  double probability(int id) {
    return Math.exp(logits[id] - logSum);
  }

  /** Adds to the loss. */
  void addLoss(double value) {
    loss += value;
  }

  /** Adds a number to dL/dz_i / p_i of every word. */
  void addConstant(double value) {
    constant += value;
  }

  /** Adds a number to dL/dz of one word. */
  void addDirect(int id, double value) {
    int slot = slots[id];
    if (slot < sparseCount && sparseIds[slot] == id) {
      sparse[slot] += value;
      return;
    }
    slots[id] = sparseCount;
    if (sparseCount == sparseIds.length) {
      sparseIds = Arrays.copyOf(sparseIds, 2 * sparseCount);
      sparse = Arrays.copyOf(sparse, 2 * sparseCount);
      exact = new double[2 * sparseCount];
    }
    sparseIds[sparseCount] = id;
    sparse[sparseCount++] = value;
  }

  /** The loss of this position. */
  double loss() {
    return loss;
  }

  /** Writes zeros over row k of the logits, for a position that costs nothing. */
  void clear(Matrix z, int k) {
    Arrays.fill(logits, 0);
    z.write(k, logits);
  }

  /** Writes {@code scale * dL/dz} over row k of the logits. */
  void finish(Matrix z, int k, double scale) {
    // Before they are overwritten.
    for (int n = 0; n < sparseCount; n++) {
      int id = sparseIds[n];
      double ofDense = dense ? g[id] : 0;
      exact[n] = probability(id) * (constant + ofDense) + sparse[n] + (dense ? direct[id] : 0);
    }
    int size = logits.length;
    float all = (float) constant;
    float by = (float) scale;
    if (dense) {
      // Scaled last: where p is near 1 both parts cancel to the last digit.
      for (int i = 0; i < size; i++) {
        logits[i] = by * (p[i] * (all + g[i]) + direct[i]);
      }
    } else {
      float both = (float) (constant * scale);
      for (int i = 0; i < size; i++) {
        logits[i] = p[i] * both;
      }
    }
    for (int n = 0; n < sparseCount; n++) {
      logits[sparseIds[n]] = (float) (scale * exact[n]);
    }
    z.write(k, logits);
  }
}
