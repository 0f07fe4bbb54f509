package io.github.simloss.dl4j;

import java.util.Arrays;

/**
 * The work space of one position: its logits and softmax, and what the terms of the loss have added
 * so far. The gradient is assembled as
 *
 * <pre>dL/dz_i = p_i (constant + g_i) + direct_i</pre>
 *
 * in double precision, since p_t - 1 of a nearly certain word would lose its digits in float.
 */
final class LossRow {
  /** z. */
  final float[] logits;

  /** p, in double precision. */
  final double[] p;

  /** A row of weights, for dense terms to use; empty if there are none. */
  final float[] weights;

  /** dL/dp of dense terms; empty if there are none. */
  final double[] g;

  /** What is added to dL/dz as it is. */
  final double[] direct;

  /** log sum exp(z). */
  double logSum;

  private final boolean dense;
  private double loss;
  private double constant;
  private int[] sparseIds = new int[16];
  private int sparseCount;

  LossRow(int size, boolean dense) {
    this.dense = dense;
    logits = new float[size];
    p = new double[size];
    weights = new float[dense ? size : 0];
    g = new double[dense ? size : 0];
    direct = new double[size];
  }

  /** Reads row k of the logits and takes its softmax. */
  void start(Matrix z, int k, float[] bias) {
    z.read(k, logits);
    if (bias != null) {
      for (int i = 0; i < logits.length; i++) {
        logits[i] += bias[i];
      }
    }
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double e = FastMath.exp((double) logits[i] - max);
      p[i] = e;
      sum += e;
    }
    double scale = 1 / sum;
    for (int i = 0; i < p.length; i++) {
      p[i] *= scale;
    }
    logSum = max + Math.log(sum);
    loss = 0;
    constant = 0;
    for (int n = 0; n < sparseCount; n++) {
      direct[sparseIds[n]] = 0;
    }
    sparseCount = 0;
    if (dense) {
      Arrays.fill(g, 0);
      Arrays.fill(direct, 0);
    }
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
    if (sparseCount == sparseIds.length) {
      sparseIds = Arrays.copyOf(sparseIds, 2 * sparseCount);
    }
    sparseIds[sparseCount++] = id;
    direct[id] += value;
  }

  /** The loss of this position. */
  double loss() {
    return loss;
  }

  /** Writes {@code scale * dL/dz} over row k of the logits. */
  void finish(Matrix z, int k, double scale) {
    double a = constant * scale;
    if (dense) {
      for (int i = 0; i < p.length; i++) {
        logits[i] = (float) (p[i] * (a + scale * g[i]) + scale * direct[i]);
      }
    } else {
      for (int i = 0; i < p.length; i++) {
        logits[i] = (float) (p[i] * a);
      }
    }
    if (!dense) {
      for (int n = 0; n < sparseCount; n++) {
        int id = sparseIds[n];
        logits[id] = (float) (p[id] * a + scale * direct[id]);
      }
    }
    z.write(k, logits);
  }
}
