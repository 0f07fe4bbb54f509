package io.github.simloss.backend.java;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Threads that share a loop. What each turn computes does not depend on their number. */
final class Workers {
  private static @Nullable ForkJoinPool pool;
  private static int threads = Runtime.getRuntime().availableProcessors();

  private Workers() {}

  static synchronized int threads() {
    return threads;
  }

  static synchronized void setThreads(int count) {
    if (count != threads && pool != null) {
      pool.shutdown();
      pool = null;
    }
    threads = count;
  }

  private static synchronized ForkJoinPool pool() {
    if (pool == null) {
      pool = new ForkJoinPool(threads);
    }
    return pool;
  }

  /**
   * Runs the turns of a loop, in any order and at the same time.
   *
   * @param count how many
   * @param turn takes 0 to {@code count - 1}; writes where no other turn writes
   */
  static void run(int count, IntConsumer turn) {
    if (count < 2 || threads() == 1) {
      for (int k = 0; k < count; k++) {
        turn.accept(k);
      }
      return;
    }
    pool().submit(() -> IntStream.range(0, count).parallel().forEach(turn)).join();
  }
}
