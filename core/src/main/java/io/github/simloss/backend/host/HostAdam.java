package io.github.simloss.backend.host;

import io.github.simloss.backend.support.AdamStep;

/**
 * Adam's norm and update as loops over blocks that fit the cache, for engines whose memory is the
 * host's: each value is read and written once, clipping included.
 *
 * @since 0.1.0
 */
public final class HostAdam {
  private static final int BLOCK = 4096;

  /** No thread is started for fewer blocks than this. */
  private static final int LEAST_BLOCKS = 16;

  /** A block of each of weights, gradients and moments. */
  private static final WorkSpaces<float[][]> BLOCKS = new WorkSpaces<>(() -> new float[4][BLOCK]);

  private HostAdam() {}

  private static int blocks(HostFloats values) {
    return (values.length() + BLOCK - 1) / BLOCK;
  }

  /**
   * The sum of all squares in double precision: of each block, then of the blocks in their order.
   */
  public static double squares(HostFloats gradients, int threads) {
    double[] sums = new double[blocks(gradients)];
    RowWorkers.run(
        threads,
        sums.length,
        LEAST_BLOCKS,
        (from, to) ->
            BLOCKS.lend(
                block -> {
                  for (int b = from; b < to; b++) {
                    int count = Math.min(BLOCK, gradients.length() - b * BLOCK);
                    gradients.read(b * BLOCK, block[0], count);
                    sums[b] = AdamStep.squares(block[0], count);
                  }
                }));
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum;
  }

  /**
   * One update.
   *
   * @param w weights, updated
   * @param g gradients
   * @param m first moments, updated
   * @param v second moments, updated
   * @param step what to do
   * @param threads how many at most
   */
  public static void update(
      HostFloats w, HostFloats g, HostFloats m, HostFloats v, AdamStep step, int threads) {
    RowWorkers.run(
        threads,
        blocks(w),
        LEAST_BLOCKS,
        (from, to) ->
            BLOCKS.lend(
                block -> {
                  for (int b = from; b < to; b++) {
                    int at = b * BLOCK;
                    int count = Math.min(BLOCK, w.length() - at);
                    w.read(at, block[0], count);
                    g.read(at, block[1], count);
                    m.read(at, block[2], count);
                    v.read(at, block[3], count);
                    step.update(block[0], block[1], block[2], block[3], count);
                    w.write(at, block[0], count);
                    m.write(at, block[2], count);
                    v.write(at, block[3], count);
                  }
                }));
  }
}
