package io.github.simloss.evaluate.probes;

import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether one row of a table is better than another beyond the choice of test examples: both are
 * measured again on examples drawn with replacement, the same for both (Efron and Tibshirani, <i>An
 * Introduction to the Bootstrap</i>, 1993; Koehn, EMNLP 2004). A row of several seeds counts by the
 * mean of its runs. The seeded draws are the same whatever the number of threads.
 *
 * @param resamples how often it is drawn, at least 1
 * @param seed of the draws
 * @since 0.2.0
 */
public record PairedBootstrap(int resamples, long seed) {
  /** Differences with a smaller p are called better or worse. */
  public static final double SIGNIFICANT = 0.05;

  /** 10,000 resamples. */
  public PairedBootstrap(long seed) {
    this(10_000, seed);
  }

  /** Checks the number. */
  public PairedBootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException(resamples + " resamples; it must be at least 1");
    }
  }

  /**
   * What came of a test.
   *
   * @param difference of the means of both rows, first less second
   * @param p two-sided: twice the share of resamples whose difference has not the sign of the
   *     greater part, at most 1
   */
  public record Result(double difference, double p) {
    /** Whether the difference is more than chance. */
    public boolean isSignificant() {
      return p < SIGNIFICANT;
    }
  }

  /**
   * Tests two rows.
   *
   * @param first the same score of each run of a row, at least one
   * @param second that of the other row, on the same examples
   * @throws IllegalArgumentException if the examples or the measures differ
   */
  public Result test(List<Score> first, List<Score> second) {
    Score model = first.get(0);
    for (List<Score> row : List.of(first, second)) {
      for (Score score : row) {
        if (score.measure() != model.measure()
            || score.positive() != model.positive()
            || !Arrays.equals(score.answers().expected(), model.answers().expected())) {
          throw new IllegalArgumentException(
              score.name() + " and " + model.name() + " are not of the same examples");
        }
      }
    }
    return compare(mean(first) - mean(second), resampled(first), resampled(second));
  }

  /**
   * The mean over the runs of a row on each resample: where many rows are compared with each other,
   * each is measured again only once.
   *
   * @param row the same score of each run, at least one
   */
  public double[] resampled(List<Score> row) {
    List<Resampled> runs = row.stream().map(Resampled::new).toList();
    int count = row.get(0).answers().count();
    return IntStream.range(0, resamples)
        .parallel()
        .mapToDouble(
            index -> {
              int[] drawn = new int[count];
              SeededRandom random = SeededRandom.derive(seed, "bootstrap", index);
              for (int i = 0; i < count; i++) {
                drawn[random.nextInt(count)]++;
              }
              return mean(runs, drawn);
            })
        .toArray();
  }

  /**
   * Tests two rows whose resamples were measured.
   *
   * @param difference of the means of both rows
   * @param first {@link #resampled} of a row
   * @param second that of the other row, on the same examples
   */
  public static Result compare(double difference, double[] first, double[] second) {
    int notAbove = 0;
    int notBelow = 0;
    for (int i = 0; i < first.length; i++) {
      // A correlation that a resample does not define speaks for neither.
      notAbove += first[i] > second[i] ? 0 : 1;
      notBelow += first[i] < second[i] ? 0 : 1;
    }
    return new Result(difference, Math.min(1, 2.0 * Math.min(notAbove, notBelow) / first.length));
  }

  private static double mean(List<Score> scores) {
    return scores.stream().mapToDouble(Score::value).average().orElseThrow();
  }

  private static double mean(List<Resampled> runs, int[] drawn) {
    double sum = 0;
    for (Resampled run : runs) {
      sum += run.value(drawn);
    }
    return sum / runs.size();
  }
}
