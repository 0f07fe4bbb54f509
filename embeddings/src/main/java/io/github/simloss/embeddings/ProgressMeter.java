package io.github.simloss.embeddings;

/** Counts bytes and passes them on to a {@link Progress}, not too often. */
final class ProgressMeter {
  private static final long INTERVAL_NANOS = 200_000_000;

  private final Progress progress;
  private final long total;
  private long done;
  private long last = System.nanoTime();

  ProgressMeter(Progress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  static ProgressMeter silent() {
    return new ProgressMeter((done, total) -> {}, 0);
  }

  void add(long bytes) {
    done += bytes;
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NANOS) {
      last = now;
      progress.at(Math.min(done, total), total);
    }
  }

  /** All is done. */
  void end() {
    progress.at(total, total);
  }
}
