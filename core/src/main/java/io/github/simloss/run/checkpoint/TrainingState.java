package io.github.simloss.run.checkpoint;

import org.jspecify.annotations.Nullable;

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
 * @param rewinds how often the run diverged and went back so far, each time halving the learning
 *     rate
 * @since 0.1.0
 */
public record TrainingState(
    int format,
    int epoch,
    int batch,
    long step,
    double lossSum,
    double lossDivisor,
    @Nullable Double bestDevLoss,
    long bestStep,
    int stale,
    double seconds,
    int evaluations,
    int rewinds) {

  /** Before the first step. */
  public static final TrainingState START =
      new TrainingState(1, 0, 0, 0, 0, 0, null, 0, 0, 0, 0, 0);

  /** Checks the ranges. */
  public TrainingState {
    atLeastZero("epoch", epoch);
    atLeastZero("batch", batch);
    atLeastZero("step", step);
    if (!(lossDivisor >= 0 && lossDivisor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "lossDivisor is " + lossDivisor + "; it must be a finite number from 0 on");
    }
    atLeastZero("bestStep", bestStep);
    atLeastZero("stale", stale);
    atLeastZero("evaluations", evaluations);
    atLeastZero("rewinds", rewinds);
  }

  /** The same place, reached after so many rewinds. */
  public TrainingState withRewinds(int count) {
    return with(bestDevLoss, bestStep, stale, count);
  }

  /** The same place, before any evaluation was the best. */
  public TrainingState withoutBest() {
    return with(null, 0, 0, rewinds);
  }

  /** The same place, as if the last evaluation had been the best. */
  public TrainingState withoutStale() {
    return with(bestDevLoss, bestStep, 0, rewinds);
  }

  private TrainingState with(@Nullable Double best, long at, int since, int rewound) {
    return new TrainingState(
        format,
        epoch,
        batch,
        step,
        lossSum,
        lossDivisor,
        best,
        at,
        since,
        seconds,
        evaluations,
        rewound);
  }

  private static void atLeastZero(String name, long value) {
    // Far from where adding to it would overflow.
    if (value < 0 || value > 1L << 53) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be from 0 to 2^53");
    }
  }
}
