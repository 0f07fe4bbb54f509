package io.github.simloss.cli.console;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.io.Messages;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.train.DivergenceException;
import io.github.simloss.train.StepProgress;
import io.github.simloss.train.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Training as a person watches it: on a terminal a bar with loss, tokens a second and time left;
 * plain lines elsewhere; after each evaluation the losses and a few reconstructions.
 */
public final class ProgressDisplay implements TrainingListener, AutoCloseable {
  /** How slowly the figures beside the bar follow: an average over about this many steps. */
  private static final double MEMORY = 50;

  private static final long PLAIN_LINE_NANOS = Duration.ofSeconds(20).toNanos();

  private final PrintWriter err;
  private final long firstStep;
  // Set by the launcher: Java itself cannot tell whether stderr is a terminal.
  private final boolean terminal = Boolean.getBoolean("simloss.terminal");
  private ProgressBar bar;
  private double loss = Double.NaN;
  private double tokens;
  private double seconds;
  private long lastLine = System.nanoTime();
  private final TimeLeft left;
  private long totalSteps;

  public ProgressDisplay(PrintWriter err, long firstStep) {
    this.err = err;
    this.firstStep = firstStep;
    this.left = new TimeLeft(firstStep, lastLine);
  }

  @Override
  public void stepped(StepProgress progress) {
    totalSteps = progress.totalSteps();
    double keep = 1 - 1 / MEMORY;
    loss = Double.isNaN(loss) ? progress.loss() : keep * loss + (1 - keep) * progress.loss();
    tokens = keep * tokens + progress.tokens();
    seconds = keep * seconds + progress.seconds();
    String figures =
        String.format(Locale.ROOT, "loss %.4f  %,.0f tokens/s", loss, tokens / seconds);
    if (terminal) {
      if (bar == null) {
        bar = newBar(progress);
      }
      bar.stepTo(progress.step());
      bar.setExtraMessage(figures);
    } else if (System.nanoTime() - lastLine > PLAIN_LINE_NANOS) {
      lastLine = System.nanoTime();
      err.println(
          String.format(
              Locale.ROOT,
              "step %,d of %,d  epoch %d/%d  %s%s",
              progress.step(),
              progress.totalSteps(),
              progress.epoch(),
              progress.epochs(),
              figures,
              left(progress.step())));
    }
  }

  private String left(long step) {
    String words = left.after(step, totalSteps, System.nanoTime());
    return words.isEmpty() ? "" : "  " + words;
  }

  private ProgressBar newBar(StepProgress progress) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(progress.totalSteps())
        .startsFrom(firstStep, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    close();
    err.println(
        String.format(
            Locale.ROOT,
            "epoch %d  step %,d  train loss %.4f  dev loss %.4f%s  %,.0f tokens/s%s",
            entry.epoch(),
            entry.step(),
            entry.trainLoss(),
            entry.devLoss(),
            entry.best() ? " (best)" : "",
            entry.tokensPerSecond(),
            left(entry.step())));
    for (Reconstruction sample : samples) {
      // A line of a text may be as long as a book.
      err.println("    " + Messages.oneLine(sample.input()));
      err.println("      -> " + Messages.oneLine(sample.output()));
    }
    lastLine = System.nanoTime();
  }

  @Override
  public void rewound(DivergenceException reason, TrainingState back, double learningRate) {
    close();
    loss = Double.NaN;
    Errors.print(
        err,
        String.format(
            Locale.ROOT,
            "step %,d diverged; continuing from step %,d with learning rate %s",
            reason.step(),
            back.step(),
            learningRate));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
