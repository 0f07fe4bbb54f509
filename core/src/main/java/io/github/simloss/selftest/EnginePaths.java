package io.github.simloss.selftest;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chooses the first path of an engine that is right on this machine: native libraries compute
 * wrongly on some CPUs, silently, and no list of CPUs and sizes is kept. Each pair of sizes is
 * compared with plain Java once in a process: forward when its first model is made, back and the
 * losses when one is first trained or evaluated. A path that fails is reported once in a line, and
 * the next is tried. If none is right, {@link SimlossException} says in one line what to do.
 *
 * <p>The system property {@code simloss.engine.check=false} takes the first path unchecked. Safe
 * for use by several threads.
 *
 * @param <P> a path
 * @since 0.1.0
 */
public final class EnginePaths<P> {
  /** The system property that switches the checks off when it is {@code false}. */
  public static final String PROPERTY = "simloss.engine.check";

  private final CheckedEngine<P> engine;
  private final Consumer<String> warn;
  private final Map<Tried<P>, Finding> inference = new ConcurrentHashMap<>();
  private final Map<Tried<P>, Finding> training = new ConcurrentHashMap<>();
  private final Map<Sizes, NeighbourSearch> searches = new ConcurrentHashMap<>();
  private final Set<Tried<P>> reported = ConcurrentHashMap.newKeySet();

  /** What a path is chosen for: kernels differ by these. H is 0 where there is no model. */
  private record Sizes(Device device, int threads, int inputs, int hidden) {
    @Override
    public String toString() {
      return (hidden == 0 ? "" : "hidden size " + hidden + " and ") + "input size " + inputs;
    }
  }

  /** A path at some sizes. */
  private record Tried<P>(P path, Sizes sizes) {}

  /** A path that was found wrong. */
  private record Wrong<P>(Tried<P> tried, Finding finding) {}

  /**
   * @param engine loads no native library before its first use
   * @param warn takes a line if a path is wrong
   */
  public EnginePaths(CheckedEngine<P> engine, Consumer<String> warn) {
    this.engine = engine;
    this.warn = warn;
  }

  /**
   * Makes a model on a path that is right for every LSTM in it.
   *
   * @param config where, and with what
   * @param spec its shape
   * @param weights every tensor
   * @param loss over V words
   * @param optimizer how to update
   * @throws SimlossException if no path is right
   */
  public TrainableModel trainable(
      EngineConfig config,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer) {
    if (!checks()) {
      return engine.trainable(first(config), spec, weights, loss, optimizer);
    }
    List<Sizes> sizes = sizes(spec, config.device());
    P path = choose(sizes, this::inference);
    return new ProvenModel<>(
        path,
        engine.trainable(new CheckedEngine.Way<>(path, config), spec, weights, loss, optimizer),
        () -> choose(sizes, this::training),
        (other, model) -> {
          CheckedEngine.Way<P> way = new CheckedEngine.Way<>(other, config);
          TrainableModel copy = engine.trainable(way, spec, model.weights(), loss, optimizer);
          copy.setOptimizerState(model.optimizerState());
          return copy;
        });
  }

  private CheckedEngine.Way<P> first(EngineConfig config) {
    return new CheckedEngine.Way<>(engine.paths().get(0), config);
  }

  private boolean checks() {
    return Boolean.parseBoolean(System.getProperty(PROPERTY, "true")) && engine.wanted();
  }

  /** Those of all LSTMs of a model, each once. */
  private List<Sizes> sizes(ModelSpec spec, Device device) {
    List<LstmSpec> lstms = new ArrayList<>(spec.encoderLstms());
    if (spec.decoder().kind() == DecoderKind.LSTM) {
      lstms.add(spec.decoderLstm());
    }
    return lstms.stream()
        .map(lstm -> new Sizes(device, engine.threads(), lstm.inputs(), lstm.hiddenSize()))
        .distinct()
        .toList();
  }

  /** The first path that is right for all sizes. */
  private P choose(List<Sizes> sizes, Function<Tried<P>, Finding> check) {
    List<Wrong<P>> wrong = new ArrayList<>();
    for (P path : engine.paths()) {
      int before = wrong.size();
      for (Sizes one : sizes) {
        Tried<P> tried = new Tried<>(path, one);
        Finding finding = check.apply(tried);
        if (!finding.ok()) {
          wrong.add(new Wrong<>(tried, finding));
          break;
        }
      }
      if (wrong.size() == before) {
        report(wrong, path);
        return path;
      }
    }
    throw none(wrong);
  }

  private Finding inference(Tried<P> tried) {
    return inference.computeIfAbsent(
        tried,
        one -> {
          ModelCheck check = check(one.sizes());
          try (TrainableModel model = model(one, check)) {
            return check.inference(model);
          }
        });
  }

  private Finding training(Tried<P> tried) {
    Finding forward = inference(tried);
    if (!forward.ok()) {
      return forward;
    }
    return training.computeIfAbsent(
        tried,
        one -> {
          ModelCheck check = check(one.sizes());
          try (TrainableModel model = model(one, check)) {
            return losses(one).or(check.training(model));
          }
        });
  }

  private static ModelCheck check(Sizes sizes) {
    return new ModelCheck(sizes.inputs(), sizes.hidden(), sizes.device());
  }

  private CheckedEngine.Way<P> way(Tried<P> tried) {
    return new CheckedEngine.Way<>(tried.path(), EngineConfig.of(tried.sizes().device()));
  }

  private Finding losses(Tried<P> tried) {
    return LossCheck.of(
        (loss, logits, targets, paddingId) ->
            engine.loss(way(tried), loss, logits, targets, paddingId),
        tried.sizes().device());
  }

  private TrainableModel model(Tried<P> tried, ModelCheck check) {
    return engine.trainable(
        way(tried), check.spec(), check.weights(), check.loss(), AdamSettings.DEFAULT);
  }

  /** What the paths belong to. */
  CheckedEngine<P> engine() {
    return engine;
  }

  /** As {@link io.github.simloss.backend.Engine#loss}, on the first path, unchecked. */
  public LossValue loss(
      EngineConfig config, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId) {
    return engine.loss(first(config), loss, logits, targets, paddingId);
  }

  /**
   * The N nearest words of every word; by plain Java, with a warning, where the engine is wrong.
   *
   * @param config where
   * @param vectors unit rows
   * @param neighbours N, in 1..V
   */
  public NeighbourTable neighbours(EngineConfig config, UnitVectors vectors, int neighbours) {
    Device device = config.device();
    NeighbourSearch ofEngine = (rows, count) -> engine.neighbours(first(config), rows, count);
    if (!checks()) {
      return ofEngine.search(vectors, neighbours);
    }
    Sizes sizes = new Sizes(device, engine.threads(), vectors.dimension(), 0);
    return searches
        .computeIfAbsent(
            sizes,
            one -> {
              Finding finding = NeighbourCheck.of(ofEngine, one.inputs(), device);
              if (finding.ok()) {
                return ofEngine;
              }
              Tried<P> tried = new Tried<>(engine.paths().get(0), one);
              warn.accept(
                  message(List.of(new Wrong<>(tried, finding)))
                      + "; simloss searches in plain Java");
              return NeighbourSearch.PLAIN_JAVA;
            })
        .search(vectors, neighbours);
  }

  private void report(List<Wrong<P>> wrong, P path) {
    // A path is named once for each size that it fails at.
    boolean isNew = false;
    for (Wrong<P> one : wrong) {
      isNew |= reported.add(one.tried());
    }
    if (isNew) {
      warn.accept(message(wrong) + "; simloss takes " + path + ", which is right");
    }
  }

  private SimlossException none(List<Wrong<P>> wrong) {
    return new SimlossException(
        message(wrong)
            + (wrong.size() == 1
                ? "; it has no other way: "
                : "; none of its " + wrong.size() + " ways is right: ")
            + engine.remedy());
  }

  private String message(List<Wrong<P>> wrong) {
    String kernels = engine.kernels();
    return engine.description()
        + " computes wrongly on this machine ("
        + Processor.description()
        + (kernels.isEmpty() ? "" : "; " + kernels)
        + ") with "
        + wrong.get(0).tried().sizes()
        + ": "
        + wrong.stream()
            .map(Wrong::finding)
            .map(one -> String.format(Locale.ROOT, "%s by up to %.2g", one.what(), one.error()))
            .collect(Collectors.joining(", then "));
  }
}
