package io.github.simloss.cli.live;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Closes what takes too long: a write to a socket has no time-out of its own. */
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor clock;

  Deadlines(ThreadFactory threads) {
    clock = new ScheduledThreadPoolExecutor(1, threads);
    clock.setRemoveOnCancelPolicy(true);
  }

  /** A time that is running; closing it in time stops it. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /** Closes something when a time is over. */
  Running within(Duration time, Closeable what) {
    Future<?> end =
        clock.schedule(
            () -> {
              try {
                what.close();
              } catch (IOException e) {
                // It is of no more use.
              }
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> end.cancel(false);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
