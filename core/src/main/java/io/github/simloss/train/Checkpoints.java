package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Json;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Safetensors;
import io.github.simloss.model.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, each a folder {@code step-NNN} with weights, optimizer, state and a
 * manifest of their hashes. A checkpoint is written beside its place and then renamed, so it is
 * there whole or not at all; the older ones go only after that.
 */
public final class Checkpoints {
  private static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";
  private static final String MANIFEST = "manifest.json";
  private static final String FIRST = "exp_avg.";
  private static final String SECOND = "exp_avg_sq.";

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
   * All that is needed to go on exactly.
   *
   * @param state where the run stood
   * @param weights all tensors of the model
   * @param optimizer Adam's memory
   */
  public record Checkpoint(TrainingState state, NamedTensors weights, OptimizerState optimizer) {}

  /** What a checkpoint's files must be: name to SHA-256. */
  private record Manifest(int format, Map<String, String> sha256) {}

  /** Writes a checkpoint and drops those that are too old. */
  public void save(TrainingState state, Autoencoder model) {
    Path place = root.resolve(String.format(Locale.ROOT, "step-%012d", state.step()));
    Path beside = root.resolve(place.getFileName() + ".partial");
    try {
      delete(beside);
      Files.createDirectories(beside);
      Safetensors.write(beside.resolve(WEIGHTS), model.weights(), Map.of());
      Safetensors.write(beside.resolve(OPTIMIZER), moments(model.optimizerState()), Map.of());
      Json.write(beside.resolve(STATE), state);
      Map<String, String> hashes = new TreeMap<>();
      for (String name : List.of(WEIGHTS, OPTIMIZER, STATE)) {
        hashes.put(name, DataSource.sha256(beside.resolve(name)));
      }
      Json.write(beside.resolve(MANIFEST), new Manifest(1, hashes));
      delete(place);
      AtomicFiles.rename(beside, place);
      List<Path> all = list();
      for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
        delete(old);
      }
    } catch (IOException e) {
      throw new SimlossException("cannot write the checkpoint " + place + ": " + e.getMessage(), e);
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param spec the model's shape
   * @param notices told of every damaged checkpoint passed over, one line each
   * @throws SimlossException if there is none
   */
  public Checkpoint latest(AutoencoderSpec spec, Consumer<String> notices) {
    List<Path> all = list();
    for (int i = all.size() - 1; i >= 0; i--) {
      try {
        return read(all.get(i), spec);
      } catch (SimlossException e) {
        notices.accept(
            "checkpoint " + all.get(i) + " is damaged and passed over: " + e.getMessage());
      }
    }
    throw new SimlossException(
        root + " holds no whole checkpoint to go on from; train anew with --overwrite");
  }

  private Checkpoint read(Path folder, AutoencoderSpec spec) {
    Manifest manifest = Json.read(folder.resolve(MANIFEST), Manifest.class);
    for (String name : List.of(WEIGHTS, OPTIMIZER, STATE)) {
      verify(folder.resolve(name), manifest);
    }
    TrainingState state = Json.read(folder.resolve(STATE), TrainingState.class);
    if (state.format() != TrainingState.START.format()) {
      throw new SimlossException(
          folder.resolve(STATE)
              + " has format "
              + state.format()
              + "; this release reads "
              + TrainingState.START.format());
    }
    NamedTensors weights = Safetensors.read(folder.resolve(WEIGHTS)).tensors();
    try {
      Parameters.check(spec, weights);
    } catch (IllegalArgumentException e) {
      throw new SimlossException(folder.resolve(WEIGHTS) + ": " + e.getMessage(), e);
    }
    NamedTensors both = Safetensors.read(folder.resolve(OPTIMIZER)).tensors();
    return new Checkpoint(
        state,
        weights,
        new OptimizerState(state.step(), part(both, FIRST, spec), part(both, SECOND, spec)));
  }

  private static void verify(Path file, Manifest manifest) {
    try {
      String hash = DataSource.sha256(file);
      if (manifest.sha256() == null
          || !hash.equals(manifest.sha256().get(file.getFileName().toString()))) {
        throw new SimlossException(file + " does not have the hash its manifest names");
      }
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static NamedTensors moments(OptimizerState state) {
    NamedTensors both = new NamedTensors();
    state.firstMoments().asMap().forEach((name, tensor) -> both.put(FIRST + name, tensor));
    state.secondMoments().asMap().forEach((name, tensor) -> both.put(SECOND + name, tensor));
    return both;
  }

  private static NamedTensors part(NamedTensors both, String prefix, AutoencoderSpec spec) {
    NamedTensors part = new NamedTensors();
    Parameters.trainable(spec)
        .forEach(
            (name, shape) -> {
              if (!both.contains(prefix + name)) {
                throw new SimlossException("the optimizer's file lacks '" + prefix + name + "'");
              }
              Tensor tensor = both.get(prefix + name);
              if (!tensor.hasShape(shape)) {
                throw new SimlossException("the optimizer's '" + prefix + name + "' is " + tensor);
              }
              part.put(name, tensor);
            });
    return part;
  }

  private List<Path> list() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return new ArrayList<>(
          children
              .filter(path -> path.getFileName().toString().matches("step-[0-9]{12}"))
              .sorted(Comparator.comparing(path -> path.getFileName().toString()))
              .toList());
    } catch (IOException e) {
      throw new SimlossException("cannot list " + root + ": " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
