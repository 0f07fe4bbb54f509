package io.github.simloss.backend.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs a loop over independent rows on several threads. Each row is computed alone, so the number
 * of threads never changes a result.
 *
 * @since 0.1.0
 */
public final class RowWorkers {
  /** Idle threads end after a minute, and none keeps the process alive. */
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simloss-rows");
            thread.setDaemon(true);
            return thread;
          });

  private RowWorkers() {}

  /** What is done with the rows {@code [from, to)}. */
  @FunctionalInterface
  public interface Slice {
    /** Runs these rows. */
    void run(int from, int to);
  }

  /**
   * Runs all rows and returns when they are done.
   *
   * @param threads how many threads at most, this one included
   * @param rows how many
   * @param leastRows no thread is started for fewer rows than this
   * @param slice the loop
   */
  public static void run(int threads, int rows, int leastRows, Slice slice) {
    int parts = Math.min(threads, rows / Math.max(1, leastRows));
    if (parts < 2) {
      slice.run(0, rows);
      return;
    }
    CompletableFuture<?>[] others = new CompletableFuture<?>[parts - 1];
    for (int p = 1; p < parts; p++) {
      int from = (int) ((long) rows * p / parts);
      int to = (int) ((long) rows * (p + 1) / parts);
      others[p - 1] = CompletableFuture.runAsync(() -> slice.run(from, to), POOL);
    }
    // The buffers belong to the caller: wait for every thread, also when this one fails.
    try {
      slice.run(0, (int) ((long) rows / parts));
    } finally {
      CompletableFuture.allOf(others).join();
    }
  }
}
