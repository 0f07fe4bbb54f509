package io.github.simloss.run.checkpoint;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Folders;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, each a folder {@code step-NNN} with weights, optimizer, history, state
 * and a manifest of their hashes. A checkpoint is written beside its place and then renamed, so it
 * is there whole or not at all; the older ones go only after that. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class Checkpoints {
  private static final String PARTIAL = ".partial";

  private final Path root;
  private final int keep;

  /**
   * The checkpoints in a folder.
   *
   * @param root the folder, made when needed
   * @param keep how many of the newest stay
   */
  public Checkpoints(Path root, int keep) {
    this.root = root;
    this.keep = keep;
  }

  /**
   * All that is needed to continue exactly.
   *
   * @param state where the run stood
   * @param weights all tensors of the model
   * @param optimizer Adam's memory
   * @param history the evaluations so far, as many as the state says
   */
  public record Checkpoint(
      TrainingState state,
      NamedTensors weights,
      OptimizerState optimizer,
      List<HistoryEntry> history) {}

  /**
   * Writes a checkpoint and drops those that are too old, or of later steps than this: what a run
   * had done before it went back.
   */
  public void save(Checkpoint checkpoint) {
    Path place = place(checkpoint.state().step());
    Path beside = root.resolve(place.getFileName() + PARTIAL);
    OwnFiles.requireFolder(Objects.requireNonNull(root.toAbsolutePath().getParent()), root);
    delete(beside);
    CheckpointFiles.write(beside, checkpoint);
    delete(place);
    AtomicFiles.rename(beside, place);
    List<Path> all = list();
    all.subList(all.indexOf(place) + 1, all.size()).forEach(Checkpoints::delete);
    dropOld(checkpoint.state().step());
  }

  /**
   * Drops those that are too old, of which a process that died may have left some.
   *
   * @param step the step of the newest that is whole; damaged ones after it do not count
   */
  public void dropOld(long step) {
    List<Path> all = list();
    int end = all.indexOf(place(step)) + 1;
    all.subList(0, Math.max(0, end - keep)).forEach(Checkpoints::delete);
  }

  private Path place(long step) {
    return root.resolve(CheckpointFiles.name(step));
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param spec the model's shape
   * @param notices receives every damaged checkpoint passed over, one line each
   * @throws SimlossException if there is none, or what is not of a checkpoint is in the place of a
   *     later one, which is to come again
   */
  public Checkpoint latest(ModelSpec spec, Consumer<String> notices) {
    List<Path> all = list();
    List<String> damaged = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Checkpoint checkpoint;
      try {
        checkpoint = CheckpointFiles.read(all.get(i), spec);
      } catch (SimlossException e) {
        damaged.add("checkpoint " + all.get(i).getFileName() + " is damaged: " + e.getMessage());
        continue;
      }
      requireReplaceable(all.subList(i + 1, all.size()));
      for (String problem : damaged) {
        notices.accept(problem + "; " + all.get(i).getFileName() + " is used instead");
      }
      return checkpoint;
    }
    String newest = damaged.isEmpty() ? "" : ": " + damaged.get(0);
    String others = damaged.size() > 1 ? ", and " + (damaged.size() - 1) + " before it" : "";
    throw new SimlossException(
        root
            + " holds no whole checkpoint to continue from"
            + newest
            + others
            + "; train again with --overwrite");
  }

  private static void requireReplaceable(List<Path> damaged) {
    for (Path folder : damaged) {
      for (Path foreign : Folders.foreign(folder, CheckpointFiles.NAMES)) {
        throw new SimlossException(
            Messages.quote(foreign)
                + " is in the place of a checkpoint's file and none: move it away");
      }
    }
  }

  /**
   * Where the newest checkpoint stands, read without its weights; empty if there is none.
   *
   * @throws SimlossException if that is damaged
   */
  public Optional<TrainingState> newestState() {
    List<Path> all = list();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(CheckpointFiles.readState(all.get(all.size() - 1)));
  }

  /** The whole checkpoint of a step, if there is one. */
  public Optional<Checkpoint> at(long step, ModelSpec spec) {
    try {
      return Optional.of(CheckpointFiles.read(place(step), spec));
    } catch (SimlossException e) {
      return Optional.empty();
    }
  }

  /** Removes a checkpoint; what is not of a checkpoint stays, with its folder. */
  private static void delete(Path checkpoint) {
    Folders.delete(checkpoint, CheckpointFiles.NAMES);
  }

  /** Removes all checkpoints and what processes that died left of them. */
  public void clear() {
    list().forEach(Checkpoints::delete);
    sweep();
  }

  /** Removes what processes that died left of checkpoints. */
  public void sweep() {
    leftOvers().forEach(Checkpoints::delete);
  }

  /** What lies in the folders of checkpoints and is not of a checkpoint. */
  public List<Path> foreign() {
    return Stream.concat(list().stream(), leftOvers().stream())
        .flatMap(folder -> Folders.foreign(folder, CheckpointFiles.NAMES).stream())
        .toList();
  }

  /** The folders of all checkpoints, the oldest first. */
  public List<Path> list() {
    return children("step-[0-9]{12}");
  }

  /** What processes that died left behind. */
  public List<Path> leftOvers() {
    return children("step-[0-9]{12}(\\Q" + PARTIAL + "\\E|\\Q" + Folders.DOOMED + "\\E)+");
  }

  private List<Path> children(String pattern) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(path -> path.getFileName().toString().matches(pattern))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw Messages.reading(root, e);
    }
  }
}
