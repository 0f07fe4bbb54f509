package io.github.simloss.selftest.golden;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.loss.Reduction;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.Parameters;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A whole model with its weights, a batch, and what must come of it: what {@code autoencoder.json}
 * holds, and each case of {@code family.json}.
 *
 * @param spec the shape
 * @param batch the sentences
 * @param stopIds ids that soft-label leaves one-hot
 * @param epsilon eps of every loss but cross entropy
 * @param weights every tensor, the frozen ones included, by name
 * @param code row-major B x C
 * @param logits of an LSTM decoder, teacher-forced, row-major B x T x V, padded positions included;
 *     of a bag B x V
 * @param optimizer Adam's settings
 * @param learningRate Adam's
 * @param cases the losses it is trained with
 * @since 0.1.0
 */
public record GoldenAutoencoder(
    ModelSpec spec,
    Batch batch,
    int[] stopIds,
    double epsilon,
    Map<String, double[]> weights,
    double[] code,
    double[] logits,
    AdamSettings optimizer,
    double learningRate,
    List<Case> cases) {

  /**
   * Training with one loss.
   *
   * @param loss its name
   * @param reduction {@code token-mean} or {@code position-mean}
   * @param neighbours N of soft-label
   * @param normalize whether soft-label's similarities are divided by their sum
   * @param firstGradients dL/dw of every trainable tensor before the first step
   * @param lossPerStep the loss before each step
   * @param finalWeights every trainable tensor after the last step
   */
  public record Case(
      String loss,
      String reduction,
      int neighbours,
      boolean normalize,
      Map<String, double[]> firstGradients,
      double[] lossPerStep,
      Map<String, double[]> finalWeights) {}

  /**
   * Reads {@code autoencoder.json}.
   *
   * @param file the file
   * @throws io.github.simloss.SimlossException naming the file if it is missing, broken or lacks
   *     something
   */
  public static GoldenAutoencoder read(Path file) {
    return of(GoldenJson.read(file));
  }

  static GoldenAutoencoder of(GoldenJson json) {
    int size = json.integer("vocabularySize", 1, 10_000);
    int rows = json.integer("batch", 1, 10_000);
    int maxLength = json.integer("maxLength", 1, 10_000);
    GoldenJson ids = json.child("ids");
    ModelSpec spec =
        ModelSpec.published(
            new EmbeddingSpec(
                size,
                json.integer("dimension", 1, 10_000),
                maxLength,
                ids.integer("start", 0, size - 1),
                ids.integer("unknown", 0, size - 1),
                ids.integer("end", 0, size - 1),
                ids.integer("padding", 0, size - 1)),
            json.integer("hiddenSize", 1, 10_000));
    GoldenJson adam = json.child("optimizer");
    return new GoldenAutoencoder(
        spec,
        batch(json, json.ids("tokens", (long) rows * maxLength, size), spec),
        json.ids("stopIds", -1, size),
        json.number("epsilon"),
        weights(json, spec),
        json.numbers("code", (long) rows * spec.codeSize()),
        json.numbers("logits", (long) rows * maxLength * size),
        adam(adam),
        learningRate(adam),
        json.children("cases").stream().map(one -> readCase(one, one, spec)).toList());
  }

  static AdamSettings adam(GoldenJson json) {
    double[] numbers = {
      json.number("beta1"),
      json.number("beta2"),
      json.number("epsilon"),
      json.number("clipGlobalNorm")
    };
    try {
      return new AdamSettings(numbers[0], numbers[1], numbers[2], numbers[3]);
    } catch (IllegalArgumentException e) {
      throw json.bad("optimizer", "out of range: " + e.getMessage());
    }
  }

  static double learningRate(GoldenJson optimizer) {
    double rate = optimizer.number("learningRate");
    if (!(rate > 0)) {
      throw optimizer.badField("learningRate", "not above 0");
    }
    return rate;
  }

  /** The weights as an engine takes them, rounded to float. */
  public NamedTensors tensors() {
    NamedTensors tensors = new NamedTensors();
    spec.tensors()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name, new Tensor(shape, floats(Objects.requireNonNull(weights.get(name))))));
    return tensors;
  }

  /** Rounds to float. */
  static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  private static Batch batch(GoldenJson json, int[] tokens, ModelSpec spec) {
    int maxLength = spec.embedding().maxLength();
    int[] lengths = new int[tokens.length / maxLength];
    for (int b = 0; b < lengths.length; b++) {
      while (lengths[b] < maxLength
          && tokens[b * maxLength + lengths[b]] != spec.embedding().paddingId()) {
        lengths[b]++;
      }
      if (lengths[b] == 0) {
        throw json.bad("tokens", "a table whose row " + b + " is all padding");
      }
    }
    return Batch.of(new TokenRows(maxLength, tokens, lengths));
  }

  private static Map<String, double[]> weights(GoldenJson json, ModelSpec spec) {
    Map<String, double[]> weights = new LinkedHashMap<>();
    GoldenJson all = json.child("weights");
    spec.trainable()
        .forEach(
            (name, shape) -> weights.put(name, all.child(name).numbers("values", count(shape))));
    weights.put(
        Parameters.EMBEDDING,
        json.numbers("embeddings", (long) spec.vocabularySize() * spec.dimension()));
    return Collections.unmodifiableMap(weights);
  }

  /**
   * Reads a case.
   *
   * @param json holds the loss's name and what comes of training
   * @param options hold what else makes the loss
   * @param spec the model's shape
   */
  static Case readCase(GoldenJson json, GoldenJson options, ModelSpec spec) {
    return new Case(
        json.text("loss"),
        reduction(options),
        options.integer("neighbours", 1, spec.vocabularySize()),
        options.flag("normalize"),
        trainable(json.child("firstGradients"), spec),
        json.numbers("lossPerStep", -1),
        trainable(json.child("finalWeights"), spec));
  }

  private static String reduction(GoldenJson json) {
    String label = json.text("reduction");
    try {
      return Reduction.of(label).label();
    } catch (IllegalArgumentException e) {
      throw json.badField("reduction", "wrong: " + e.getMessage());
    }
  }

  private static Map<String, double[]> trainable(GoldenJson json, ModelSpec spec) {
    Map<String, double[]> tensors = new LinkedHashMap<>();
    spec.trainable().forEach((name, shape) -> tensors.put(name, json.numbers(name, count(shape))));
    return Collections.unmodifiableMap(tensors);
  }

  static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
