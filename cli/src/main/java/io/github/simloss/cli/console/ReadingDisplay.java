package io.github.simloss.cli.console;

import io.github.simloss.embeddings.Progress;
import io.github.simloss.io.Messages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far the reading of a large file is: on a terminal a bar, elsewhere a line now and then; for
 * what is done within two seconds nothing.
 */
public final class ReadingDisplay implements Progress {
  private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long MEGABYTE = 1_000_000;

  private final PrintWriter err;
  private final Path file;
  private final boolean terminal = Boolean.getBoolean("simloss.terminal");
  private long started = System.nanoTime();
  private long lastLine = started;
  private long before;
  private ProgressBar bar;

  public ReadingDisplay(PrintWriter err, Path file) {
    this.err = err;
    this.file = file;
  }

  @Override
  public void at(long done, long total) {
    long now = System.nanoTime();
    if (done < before) {
      // Another pass over the same file.
      close();
      started = now;
      lastLine = now;
    }
    before = done;
    if (now - started < QUIET_NANOS) {
      return;
    }
    if (terminal) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("reading " + Messages.oneLine(file.getFileName()))
                .setInitialMax(total)
                .setUnit("MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
      }
      bar.stepTo(done);
      if (done >= total) {
        close();
      }
    } else if (now - lastLine > LINE_NANOS) {
      lastLine = now;
      err.println(
          String.format(
              Locale.ROOT, "reading %s: %,d of %,d MB", file, done / MEGABYTE, total / MEGABYTE));
    }
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
