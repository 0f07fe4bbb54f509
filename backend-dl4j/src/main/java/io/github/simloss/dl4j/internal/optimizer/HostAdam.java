package io.github.simloss.dl4j.internal.optimizer;

import io.github.simloss.backend.support.AdamStep;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.host.RowWorkers;
import io.github.simloss.dl4j.internal.host.WorkSpaces;

/**
 * Adam's norm and update as fused loops over blocks that fit the cache, for the CPU: each value is
 * read and written once, clipping included.
 */
final class HostAdam {
  private static final int BLOCK = 4096;

  /** No thread is started for fewer blocks than this. */
  private static final int LEAST_BLOCKS = 16;

  /** Of parameters, gradients and moments: all but the gradients. */
  private static final int[] WRITTEN = {0, 2, 3};

  /** A block of each of parameters, gradients and moments. */
  private static final WorkSpaces<float[][]> BLOCKS = new WorkSpaces<>(() -> new float[4][BLOCK]);

  private HostAdam() {}

  /** The Euclidean norm, summed in double precision. */
  static double norm(FlatParameters gradients) {
    double[] sums = new double[blocks(gradients)];
    RowWorkers.run(
        sums.length,
        LEAST_BLOCKS,
        (from, to) ->
            BLOCKS.lend(
                block -> {
                  for (int b = from; b < to; b++) {
                    int count = Math.min(BLOCK, gradients.length() - b * BLOCK);
                    gradients.memory().read(b * BLOCK, block[0], 0, count);
                    sums[b] = AdamStep.squares(block[0], count);
                  }
                }));
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
   * One update.
   *
   * @param w parameters
   * @param g gradients, not changed
   * @param m first moments
   * @param v second moments
   * @param step what to do
   */
  static void update(
      FlatParameters w, FlatParameters g, FlatParameters m, FlatParameters v, AdamStep step) {
    FlatParameters[] all = {w, g, m, v};
    RowWorkers.run(
        blocks(w),
        LEAST_BLOCKS,
        (from, to) ->
            BLOCKS.lend(
                block -> {
                  for (int b = from; b < to; b++) {
                    update(all, b, block, step);
                  }
                }));
  }

  private static void update(FlatParameters[] all, int b, float[][] block, AdamStep step) {
    int count = Math.min(BLOCK, all[0].length() - b * BLOCK);
    for (int n = 0; n < all.length; n++) {
      all[n].memory().read(b * BLOCK, block[n], 0, count);
    }
    step.update(block[0], block[1], block[2], block[3], count);
    for (int n : WRITTEN) {
      all[n].memory().write(b * BLOCK, block[n], 0, count);
    }
  }
}
