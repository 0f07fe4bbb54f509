package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.embeddings.Progress;

/** Counts bytes and passes them on to a {@link Progress}, not too often. */
public final class ProgressMeter {
  private static final long INTERVAL_NANOS = 200_000_000;

  private final Progress progress;
  private final long total;
  private long done;
  private long last = System.nanoTime();

  public ProgressMeter(Progress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  /** A meter that reports to nobody. */
  public static ProgressMeter silent() {
    return new ProgressMeter((done, total) -> {}, 0);
  }

  /** Some more bytes are done. */
  public void add(long bytes) {
    done += bytes;
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NANOS) {
      last = now;
      progress.at(Math.min(done, total), total);
    }
  }

  /** All is done. */
  public void end() {
    progress.at(total, total);
  }
}
