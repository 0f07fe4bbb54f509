package io.github.simloss.dl4j;

import io.github.simloss.backend.AdamSettings;

/**
 * Adam's norm and update as fused loops over blocks that fit the cache, for the CPU: each value is
 * read and written once, clipping included.
 */
final class HostAdam {
  private static final int BLOCK = 4096;

  /** No thread is started for fewer blocks than this. */
  private static final int LEAST_BLOCKS = 16;

  private HostAdam() {}

  /** The Euclidean norm, summed in double precision. */
  static double norm(FlatParameters gradients) {
    double[] sums = new double[blocks(gradients)];
    RowWorkers.run(
        sums.length,
        LEAST_BLOCKS,
        (from, to) -> {
          float[] values = new float[BLOCK];
          for (int b = from; b < to; b++) {
            int count = Math.min(BLOCK, gradients.length() - b * BLOCK);
            gradients.memory().read(b * BLOCK, values, 0, count);
            double sum = 0;
            for (int k = 0; k < count; k++) {
              sum += (double) values[k] * values[k];
            }
            sums[b] = sum;
          }
        });
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  private static int blocks(FlatParameters values) {
    return (values.length() + BLOCK - 1) / BLOCK;
  }

  /**
   * One update: {@code w -= rate * m / (sqrt(v) + epsilon)}.
   *
   * @param w parameters
   * @param g gradients, not changed
   * @param m first moments
   * @param v second moments
   * @param settings the betas
   * @param clip what gradients are multiplied by
   * @param rate the learning rate with both bias corrections
   * @param epsilon with the second bias correction
   */
  static void update(
      FlatParameters w,
      FlatParameters g,
      FlatParameters m,
      FlatParameters v,
      AdamSettings settings,
      double clip,
      double rate,
      double epsilon) {
    RowWorkers.run(
        blocks(w),
        LEAST_BLOCKS,
        (from, to) -> {
          Block block = new Block();
          for (int b = from; b < to; b++) {
            int count = Math.min(BLOCK, w.length() - b * BLOCK);
            w.memory().read(b * BLOCK, block.w, 0, count);
            g.memory().read(b * BLOCK, block.g, 0, count);
            m.memory().read(b * BLOCK, block.m, 0, count);
            v.memory().read(b * BLOCK, block.v, 0, count);
            block.update(
                (float) settings.beta1(),
                (float) (1 - settings.beta1()),
                (float) settings.beta2(),
                (float) (1 - settings.beta2()),
                (float) clip,
                (float) rate,
                (float) epsilon);
            w.memory().write(b * BLOCK, block.w, 0, count);
            m.memory().write(b * BLOCK, block.m, 0, count);
            v.memory().write(b * BLOCK, block.v, 0, count);
          }
        });
  }

  /** The values of one block; what lies behind the last value is computed and not used. */
  private static final class Block {
    final float[] w = new float[BLOCK];
    final float[] g = new float[BLOCK];
    final float[] m = new float[BLOCK];
    final float[] v = new float[BLOCK];

    void update(
        float beta1, float rest1, float beta2, float rest2, float clip, float rate, float epsilon) {
      for (int k = 0; k < BLOCK; k++) {
        float gradient = g[k] * clip;
        m[k] = beta1 * m[k] + rest1 * gradient;
        v[k] = beta2 * v[k] + rest2 * gradient * gradient;
      }
      // Apart from the loop above: the compiler vectorises both.
      for (int k = 0; k < BLOCK; k++) {
        w[k] -= rate * m[k] / ((float) Math.sqrt(v[k]) + epsilon);
      }
    }
  }
}
