package io.github.simloss.run.listing;

import io.github.simloss.SimlossException;
import io.github.simloss.io.FolderLock;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.run.settings.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run in short, read without its weights.
 *
 * @param folder where it lies
 * @param loss the loss's name
 * @param backend the engine's name
 * @param epoch epochs done
 * @param epochs epochs it has
 * @param bestDevLoss null before the first evaluation, and in exported runs
 * @param created when it was begun, in UTC (ISO-8601)
 * @param bytes all files of the folder
 * @param state where it stands
 * @since 0.2.0
 */
public record RunSummary(
    Path folder,
    String loss,
    String backend,
    int epoch,
    int epochs,
    @Nullable Double bestDevLoss,
    String created,
    long bytes,
    State state) {
  /** Where a run stands. */
  public enum State {
    /** A process trains it. */
    TRAINING,
    /** It can be continued. */
    STOPPED,
    /** All epochs are done, or patience ended it. */
    DONE,
    /** It was exported, and has nothing to be continued from. */
    EXPORTED;

    /** The name in files and tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads a run's configuration and where it stands.
   *
   * @throws SimlossException in one line if it holds no run, or a damaged one
   */
  public static RunSummary of(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    RunConfig config = run.readConfig();
    Optional<TrainingState> newest = new Checkpoints(run.checkpoints(), 1).newestState();
    TrainingState state = newest.orElse(TrainingState.START);
    return new RunSummary(
        folder,
        config.loss().name(),
        known(config.provenance().machine().backend()),
        state.epoch(),
        config.training().optimization().epochs(),
        state.bestDevLoss(),
        known(config.provenance().created()),
        bytes(folder),
        state(folder, newest.isPresent(), state, config.training()));
  }

  private static State state(
      Path folder, boolean continued, TrainingState state, TrainingSettings settings) {
    if (FolderLock.holder(folder).isPresent()) {
      return State.TRAINING;
    }
    if (!continued) {
      return State.EXPORTED;
    }
    int patience = settings.evaluation().patience();
    return state.epoch() >= settings.optimization().epochs()
            || (patience > 0 && state.stale() >= patience)
        ? State.DONE
        : State.STOPPED;
  }

  /** A file made by hand may lack it. */
  private static String known(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(RunSummary::size).sum();
    } catch (IOException e) {
      throw Messages.reading(folder, e);
    } catch (UncheckedIOException e) {
      throw Messages.reading(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  /** 0 for a file that went while the folder was walked: another process may train there. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
