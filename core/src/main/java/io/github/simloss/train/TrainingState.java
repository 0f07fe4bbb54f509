package io.github.simloss.train;

/**
 * Where a training run stands between two steps. With the seed it settles everything random that is
 * still to come, so that a resumed run repeats an uninterrupted one.
 *
 * @param format version of this record's file form, 1
 * @param epoch the epoch under way, from 0
 * @param batch batches of it done
 * @param step steps done in all
 * @param lossSum the sum of training losses since the last evaluation
 * @param lossDivisor what that sum is to be divided by
 * @param bestDevLoss the best dev loss so far; null before the first evaluation
 * @param bestStep the step it was measured at
 * @param stale evaluations since then
 * @param seconds time spent training and evaluating so far
 * @param evaluations evaluations done: lines of the history
 */
public record TrainingState(
    int format,
    int epoch,
    int batch,
    long step,
    double lossSum,
    long lossDivisor,
    Double bestDevLoss,
    long bestStep,
    int stale,
    double seconds,
    int evaluations) {

  /** Before the first step. */
  public static final TrainingState START = new TrainingState(1, 0, 0, 0, 0, 0, null, 0, 0, 0, 0);
}
