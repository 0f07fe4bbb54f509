package io.github.simloss.cli.option.training;

import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.run.settings.CheckpointSettings;
import picocli.CommandLine.Option;

/** When a run is kept, and what happens when it diverges. */
@InSection(Section.TRAINING)
public final class CheckpointFlags {
  @Bounds(from = 0, to = Integer.MAX_VALUE)
  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description = "Steps between checkpoints. Default: one at each evaluation.")
  private Integer checkpointEvery;

  @Bounds(from = 0, to = 1_000_000)
  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "X",
      description = "Minutes between checkpoints, beside the others. Default: none by the clock.")
  private Double checkpointMinutes;

  @Bounds(from = 1, to = 10_000)
  @Option(
      names = "--keep-checkpoints",
      paramLabel = "N",
      description = "How many of the newest checkpoints stay. Default: 2.")
  private Integer keepCheckpoints;

  @Option(
      names = "--on-divergence",
      paramLabel = "WHAT",
      defaultValue = "stop",
      description =
          "When a loss, gradient or weight is no finite number: stop, or rewind to the newest"
              + " checkpoint and halve the learning rate. Default: ${DEFAULT-VALUE}.")
  private OnDivergence onDivergence;

  @Bounds(from = 1, to = 1_000)
  @Needs("--on-divergence=rewind")
  @Option(
      names = "--rewinds",
      paramLabel = "N",
      description = "The most rewinds of a run. Default: 3.")
  private Integer rewinds;

  /** What to do when a run diverges. */
  private enum OnDivergence {
    /** End with an error. */
    STOP,
    /** Go back and halve the learning rate. */
    REWIND
  }

  /** When a run is kept, with the defaults filled in. */
  public CheckpointSettings settings(CheckpointSettings defaults) {
    return new CheckpointSettings(
        or(checkpointEvery, defaults.every()),
        or(checkpointMinutes, defaults.minutes()),
        or(keepCheckpoints, defaults.keep()),
        mostRewinds());
  }

  private int mostRewinds() {
    return onDivergence == OnDivergence.STOP ? 0 : or(rewinds, 3);
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
