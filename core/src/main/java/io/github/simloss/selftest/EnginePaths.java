package io.github.simloss.selftest;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
 */
public final class EnginePaths<P> {
  /** The system property that switches the checks off when it is {@code false}. */
  public static final String PROPERTY = "simloss.engine.check";

  private final CheckedEngine<P> engine;
  private final Consumer<String> warn;
  private final Map<Sizes, P> inference = new ConcurrentHashMap<>();
  private final Map<Sizes, P> training = new ConcurrentHashMap<>();
  private final Map<Sizes, NeighbourSearch> searches = new ConcurrentHashMap<>();

  /** What a path is chosen for: kernels differ by these. H is 0 where there is no model. */
  private record Sizes(Device device, int threads, int inputs, int hidden) {
    @Override
    public String toString() {
      return (hidden == 0 ? "" : "hidden size " + hidden + " and ") + "input size " + inputs;
    }
  }

  /**
   * @param engine loads no native library before its first use
   * @param warn takes a line if a path is wrong
   */
  public EnginePaths(CheckedEngine<P> engine, Consumer<String> warn) {
    this.engine = engine;
    this.warn = warn;
  }

  /**
   * Makes a model on a path that is right.
   *
   * @param spec its shape
   * @param weights every tensor
   * @param loss over V words
   * @param optimizer how to update
   * @param device where
   * @throws SimlossException if no path is right
   */
  public Autoencoder create(
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device) {
    if (!checks()) {
      return engine.create(engine.paths().get(0), spec, weights, loss, optimizer, device);
    }
    P path = forInference(sizes(spec, device));
    return new ProvenModel<>(
        path,
        engine.create(path, spec, weights, loss, optimizer, device),
        () -> forTraining(sizes(spec, device)),
        (other, model) -> {
          Autoencoder copy = engine.create(other, spec, model.weights(), loss, optimizer, device);
          copy.setOptimizerState(model.optimizerState());
          return copy;
        });
  }

  private boolean checks() {
    return Boolean.parseBoolean(System.getProperty(PROPERTY, "true")) && engine.wanted();
  }

  private Sizes sizes(AutoencoderSpec spec, Device device) {
    return new Sizes(device, engine.threads(), spec.embeddingDimension(), spec.hiddenSize());
  }

  private P forInference(Sizes sizes) {
    return inference.computeIfAbsent(sizes, this::chooseForInference);
  }

  private P chooseForInference(Sizes sizes) {
    ModelCheck check = new ModelCheck(sizes.inputs(), sizes.hidden(), sizes.device());
    List<Finding> wrong = new ArrayList<>();
    for (P path : engine.paths()) {
      try (Autoencoder model = model(path, check, sizes.device())) {
        Finding finding = check.inference(model);
        if (finding.ok()) {
          report(wrong, sizes, path);
          return path;
        }
        wrong.add(finding);
      }
    }
    throw none(wrong, sizes);
  }

  private P forTraining(Sizes sizes) {
    return training.computeIfAbsent(sizes, this::chooseForTraining);
  }

  private P chooseForTraining(Sizes sizes) {
    ModelCheck check = new ModelCheck(sizes.inputs(), sizes.hidden(), sizes.device());
    List<P> paths = engine.paths();
    P first = forInference(sizes);
    List<Finding> wrong = new ArrayList<>();
    for (P path : paths.subList(paths.indexOf(first), paths.size())) {
      Finding finding = losses(path, sizes.device());
      try (Autoencoder model = model(path, check, sizes.device())) {
        finding = finding.or(check.training(model));
        // The first path has passed that already.
        finding = path.equals(first) ? finding : finding.or(check.inference(model));
      }
      if (finding.ok()) {
        report(wrong, sizes, path);
        return path;
      }
      wrong.add(finding);
    }
    throw none(wrong, sizes);
  }

  private Finding losses(P path, Device device) {
    return LossCheck.of(
        (loss, logits, targets, paddingId) ->
            engine.loss(path, loss, logits, targets, paddingId, device),
        device);
  }

  private Autoencoder model(P path, ModelCheck check, Device device) {
    return engine.create(
        path, check.spec(), check.weights(), check.loss(), AdamSettings.DEFAULT, device);
  }

  /** What the paths belong to. */
  CheckedEngine<P> engine() {
    return engine;
  }

  /** As {@link io.github.simloss.backend.Backend#loss}, on the first path, unchecked. */
  public LossValue loss(
      ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device) {
    return engine.loss(engine.paths().get(0), loss, logits, targets, paddingId, device);
  }

  /**
   * The N nearest words of every word; by plain Java, with a warning, where the engine is wrong.
   *
   * @param vectors unit rows
   * @param neighbours N, in 1..V
   * @param device where
   */
  public NeighbourTable neighbours(UnitVectors vectors, int neighbours, Device device) {
    NeighbourSearch ofEngine =
        (rows, count) -> engine.neighbours(engine.paths().get(0), rows, count, device);
    if (!checks()) {
      return ofEngine.search(vectors, neighbours);
    }
    return searches
        .computeIfAbsent(
            new Sizes(device, engine.threads(), vectors.dimension(), 0),
            sizes -> {
              Finding finding = NeighbourCheck.of(ofEngine, sizes.inputs(), device);
              if (finding.ok()) {
                return ofEngine;
              }
              warn.accept(message(List.of(finding), sizes) + "; simloss searches in plain Java");
              return NeighbourSearch.PLAIN_JAVA;
            })
        .search(vectors, neighbours);
  }

  private void report(List<Finding> wrong, Sizes sizes, P path) {
    if (!wrong.isEmpty()) {
      warn.accept(message(wrong, sizes) + "; simloss takes " + path + ", which is right");
    }
  }

  private SimlossException none(List<Finding> wrong, Sizes sizes) {
    return new SimlossException(
        message(wrong, sizes)
            + (wrong.size() == 1
                ? "; it has no other way: "
                : "; none of its " + wrong.size() + " ways is right: ")
            + engine.remedy());
  }

  private String message(List<Finding> wrong, Sizes sizes) {
    String kernels = engine.kernels();
    return engine.description()
        + " computes wrongly on this machine ("
        + Processor.description()
        + (kernels.isEmpty() ? "" : "; " + kernels)
        + ") with "
        + sizes
        + ": "
        + wrong.stream()
            .map(one -> String.format(Locale.ROOT, "%s by up to %.2g", one.what(), one.error()))
            .collect(Collectors.joining(", then "));
  }
}
