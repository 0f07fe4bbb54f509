package io.github.simloss.run.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.io.Release;
import io.github.simloss.io.json.Json;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Safetensors;
import io.github.simloss.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One checkpoint as a folder of files.
 *
 * @since 0.1.0
 */
public final class CheckpointFiles {
  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";
  private static final String HISTORY = "history.jsonl";
  private static final List<String> ALL = List.of(WEIGHTS, OPTIMIZER, STATE, HISTORY);

  /** All that a checkpoint's folder holds. */
  static final List<String> NAMES = List.of(WEIGHTS, OPTIMIZER, STATE, HISTORY, Manifest.NAME);

  private static final String FIRST = "exp_avg.";
  private static final String SECOND = "exp_avg_sq.";

  private CheckpointFiles() {}

  /** The name of a step's folder. */
  static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }

  /** Writes a checkpoint into a folder that is not there yet. */
  static void write(Path folder, Checkpoints.Checkpoint checkpoint) {
    AtomicFiles.createDirectories(folder);
    Safetensors.write(folder.resolve(WEIGHTS), checkpoint.weights(), ModelFile.metadata("weights"));
    Safetensors.write(
        folder.resolve(OPTIMIZER),
        moments(checkpoint.optimizer()),
        ModelFile.metadata("optimizer"));
    Json.write(folder.resolve(STATE), checkpoint.state());
    History.empty(folder.resolve(HISTORY)).replace(checkpoint.history());
    Manifest.write(folder, ALL);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws SimlossException naming the first file that is missing, damaged or of a newer release
   */
  public static Checkpoints.Checkpoint read(Path folder, ModelSpec spec) {
    OwnFiles.requireFolder(Objects.requireNonNull(folder.toAbsolutePath().getParent()), folder);
    Manifest manifest = Manifest.read(folder);
    for (String name : ALL) {
      OwnFiles.requirePlain(folder, folder.resolve(name));
      manifest.require(folder.resolve(name));
    }
    TrainingState state = state(folder.resolve(STATE));
    if (!folder.getFileName().toString().equals(name(state.step()))) {
      throw new SimlossException(
          Messages.oneLine(folder)
              + " holds the checkpoint of step "
              + state.step()
              + "; its files are of another folder");
    }
    List<HistoryEntry> history = History.read(folder.resolve(HISTORY)).entries();
    if (history.size() != state.evaluations()) {
      throw new SimlossException(
          Messages.oneLine(folder.resolve(HISTORY))
              + " has "
              + history.size()
              + " lines, state.json beside it counts "
              + state.evaluations());
    }
    NamedTensors weights = ModelFile.read(folder.resolve(WEIGHTS), "weights").tensors();
    ModelFile.requireShapes(folder.resolve(WEIGHTS), weights, spec);
    NamedTensors both = ModelFile.read(folder.resolve(OPTIMIZER), "optimizer").tensors();
    ModelFile.requireFinite(folder.resolve(OPTIMIZER), both);
    return new Checkpoints.Checkpoint(
        state,
        weights,
        new OptimizerState(
            state.step(),
            part(folder.resolve(OPTIMIZER), both, FIRST, spec),
            part(folder.resolve(OPTIMIZER), both, SECOND, spec)),
        history);
  }

  /** Where the run stood, which is checked against the manifest and read without all else. */
  static TrainingState readState(Path folder) {
    OwnFiles.requireFolder(Objects.requireNonNull(folder.toAbsolutePath().getParent()), folder);
    OwnFiles.requirePlain(folder, folder.resolve(STATE));
    Manifest.read(folder).require(folder.resolve(STATE));
    return state(folder.resolve(STATE));
  }

  private static TrainingState state(Path file) {
    int format = Json.read(file, JsonNode.class).path("format").asInt(0);
    Release.requireFormat(file, format, TrainingState.START.format(), null);
    return Json.read(file, TrainingState.class);
  }

  private static NamedTensors moments(OptimizerState state) {
    NamedTensors both = new NamedTensors();
    state.firstMoments().asMap().forEach((name, tensor) -> both.put(FIRST + name, tensor));
    state.secondMoments().asMap().forEach((name, tensor) -> both.put(SECOND + name, tensor));
    return both;
  }

  private static NamedTensors part(Path file, NamedTensors both, String prefix, ModelSpec spec) {
    NamedTensors part = new NamedTensors();
    for (Map.Entry<String, long[]> wanted : spec.trainable().entrySet()) {
      String name = prefix + wanted.getKey();
      Tensor tensor = both.contains(name) ? both.get(name) : null;
      if (tensor == null || !tensor.hasShape(wanted.getValue())) {
        throw new SimlossException(
            Messages.oneLine(file)
                + (tensor == null ? " lacks '" + name + "'" : ": '" + name + "' is " + tensor));
      }
      part.put(wanted.getKey(), tensor);
    }
    return part;
  }
}
