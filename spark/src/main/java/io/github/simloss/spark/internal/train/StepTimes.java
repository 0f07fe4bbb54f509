package io.github.simloss.spark.internal.train;

import io.github.simloss.backend.parallel.Collective;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long the last steps of the first worker took, and what of that was the exchange of gradients,
 * waiting for the others included: what says whether more workers pay.
 */
final class StepTimes {
  private static final int KEPT = 512;

  private final double[] steps = new double[KEPT];
  private final double[] exchanges = new double[KEPT];
  private int count;
  private long begun;
  private long exchanging;

  /** A step begins. Never asks to stop. */
  boolean begin() {
    long now = System.nanoTime();
    if (begun != 0) {
      steps[count % KEPT] = (now - begun) / 1e6;
      exchanges[count % KEPT] = exchanging / 1e6;
      count++;
    }
    begun = now;
    exchanging = 0;
    return false;
  }

  /** The same workers, looked at. */
  Collective of(Collective workers) {
    return new Collective() {
      @Override
      public int rank() {
        return workers.rank();
      }

      @Override
      public int size() {
        return workers.size();
      }

      @Override
      public void sum(float[] values, double[] numbers) {
        long from = System.nanoTime();
        workers.sum(values, numbers);
        exchanging += values.length > 0 ? System.nanoTime() - from : 0;
      }
    };
  }

  /** In one line. */
  String say() {
    return String.format(
        Locale.ROOT,
        "a step took %.1f ms, %.1f ms of it the exchange (medians of the last %d)",
        median(steps),
        median(exchanges),
        Math.min(count, KEPT));
  }

  private double median(double[] times) {
    double[] sorted = Arrays.copyOf(times, Math.min(count, KEPT));
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
