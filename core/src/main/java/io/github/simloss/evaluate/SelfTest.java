package io.github.simloss.evaluate;

import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.DecoderState;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.NamedTensors;
import io.github.simloss.model.Parameters;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.UnitVectors;
import io.github.simloss.text.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Checks an engine on a device against golden values: the losses with their gradients, and a whole
 * model with codes, logits, gradients and a training trajectory. Values compare relative to
 * themselves, arrays relative to their largest entry.
 */
public final class SelfTest {
  /** How far a loss may be off, relative. */
  public static final double VALUE_TOLERANCE = 1e-5;

  /** How far an entry may be off, relative to the largest of its array. */
  public static final double GRADIENT_TOLERANCE = 1e-5;

  /** The same for losses and weights after many steps of training. */
  public static final double TRAJECTORY_TOLERANCE = 1e-4;

  /** Where core's test-jar keeps the golden files. */
  private static final String CLASS_PATH = "/io/github/simloss/golden/";

  private final GoldenLosses losses;
  private final GoldenAutoencoder autoencoder;

  /**
   * One comparison.
   *
   * @param name what was compared
   * @param difference the worst relative difference; NaN if a value is not a number
   * @param tolerance how large it may be
   */
  public record Check(String name, double difference, double tolerance) {
    /** Whether the difference is within the tolerance. */
    public boolean ok() {
      return difference <= tolerance;
    }
  }

  private SelfTest(GoldenLosses losses, GoldenAutoencoder autoencoder) {
    this.losses = losses;
    this.autoencoder = autoencoder;
  }

  /**
   * The test by the golden files of a folder.
   *
   * @param folder holds {@code losses.json} and {@code autoencoder.json}
   * @throws io.github.simloss.SimlossException naming the file that is missing or broken
   */
  public static SelfTest inFolder(Path folder) {
    return new SelfTest(
        GoldenLosses.read(folder.resolve("losses.json")),
        GoldenAutoencoder.read(folder.resolve("autoencoder.json")));
  }

  /**
   * The test by the golden files of core's test-jar.
   *
   * @throws io.github.simloss.SimlossException if the jar is not on the class path
   */
  public static SelfTest onClassPath() {
    return new SelfTest(
        GoldenLosses.of(GoldenJson.resource(CLASS_PATH + "losses.json")),
        GoldenAutoencoder.of(GoldenJson.resource(CLASS_PATH + "autoencoder.json")));
  }

  /** What the losses must give. */
  public GoldenLosses losses() {
    return losses;
  }

  /** What the model must give. */
  public GoldenAutoencoder autoencoder() {
    return autoencoder;
  }

  /**
   * Runs every check.
   *
   * @param backend the engine
   * @param device where
   * @return the checks, failed ones included
   */
  public List<Check> run(Backend backend, Device device) {
    List<Check> checks = new ArrayList<>(runLosses(backend, device));
    checks.addAll(runAutoencoder(backend, device));
    return checks;
  }

  /** The checks of the losses alone: value and gradient of each case, and the neighbours. */
  public List<Check> runLosses(Backend backend, Device device) {
    List<Check> checks = new ArrayList<>();
    LossContext context =
        context(losses.embeddings(), losses.vocabularySize(), losses.dimension(), losses.stopIds());
    float[] logits = GoldenAutoencoder.floats(losses.logits());
    for (GoldenLosses.Case one : losses.cases()) {
      ReconstructionLoss loss =
          loss(
              one.loss(),
              one.reduction(),
              losses.epsilon(),
              one.neighbours(),
              one.normalize(),
              context);
      LossValue got = backend.loss(loss, logits, losses.targets(), losses.paddingId(), device);
      double[] value = {one.value()};
      checks.add(
          new Check(
              one.name() + " value",
              difference(value, new double[] {got.value()}),
              VALUE_TOLERANCE));
      checks.add(
          new Check(
              one.name() + " gradient",
              difference(one.gradient(), got.gradient()),
              GRADIENT_TOLERANCE));
    }
    checks.add(
        new Check("neighbours", neighbours(backend, device, context.vectors()), VALUE_TOLERANCE));
    return checks;
  }

  private static double neighbours(Backend backend, Device device, UnitVectors vectors) {
    int size = vectors.count();
    NeighbourTable got = backend.neighbours(vectors, size, device);
    double worst = 0;
    for (int word = 0; word < size; word++) {
      for (int k = 0; k < size; k++) {
        double cosine = vectors.cosine(word, got.id(word, k));
        worst = Math.max(worst, Math.abs(got.similarity(word, k) - cosine));
      }
    }
    return worst;
  }

  /** The checks of the model alone. */
  public List<Check> runAutoencoder(Backend backend, Device device) {
    List<Check> checks = new ArrayList<>();
    GoldenAutoencoder golden = autoencoder;
    try (Autoencoder model = backend.open(golden.spec(), golden.tensors(), device)) {
      float[] code = model.encode(golden.batch());
      checks.add(new Check("code", difference(golden.code(), code), VALUE_TOLERANCE));
      checks.add(
          new Check(
              "teacher-forced logits",
              difference(golden.logits(), teacherForced(model, code, golden.batch())),
              VALUE_TOLERANCE));
    }
    LossContext context =
        context(
            golden.weights().get(Parameters.EMBEDDING),
            golden.spec().vocabularySize(),
            golden.spec().embeddingDimension(),
            golden.stopIds());
    for (GoldenAutoencoder.Case one : golden.cases()) {
      train(backend, device, one, context, checks);
    }
    return checks;
  }

  private void train(
      Backend backend,
      Device device,
      GoldenAutoencoder.Case one,
      LossContext context,
      List<Check> checks) {
    GoldenAutoencoder golden = autoencoder;
    ReconstructionLoss loss =
        loss(
            one.loss(),
            one.reduction(),
            golden.epsilon(),
            one.neighbours(),
            one.normalize(),
            context);
    try (Autoencoder model =
        backend.create(golden.spec(), golden.tensors(), loss, golden.optimizer(), device)) {
      double[] first = {one.lossPerStep()[0]};
      double[] evaluated = {model.evaluate(golden.batch()).mean()};
      String name = "model " + one.loss();
      checks.add(new Check(name + " loss", difference(first, evaluated), VALUE_TOLERANCE));
      addTensors(
          checks,
          name + " gradient of ",
          one.firstGradients(),
          model.gradients(golden.batch()),
          GRADIENT_TOLERANCE);
      double[] lossPerStep = new double[one.lossPerStep().length];
      for (int step = 0; step < lossPerStep.length; step++) {
        lossPerStep[step] = model.train(golden.batch(), golden.learningRate()).loss().mean();
      }
      checks.add(
          new Check(
              name + " loss per step",
              difference(one.lossPerStep(), lossPerStep),
              TRAJECTORY_TOLERANCE));
      addTensors(
          checks, name + " trained ", one.finalWeights(), model.weights(), TRAJECTORY_TOLERANCE);
    }
  }

  private static void addTensors(
      List<Check> checks,
      String prefix,
      Map<String, double[]> expected,
      NamedTensors got,
      double tolerance) {
    expected.forEach(
        (name, values) ->
            checks.add(
                new Check(prefix + name, difference(values, got.get(name).data()), tolerance)));
  }

  /** The logits of {@code <start>} and all but the last token, padding included, B x T x V. */
  private static double[] teacherForced(Autoencoder model, float[] codes, Batch batch) {
    int size = model.spec().vocabularySize();
    int maxLength = batch.maxLength();
    double[] logits = new double[batch.size() * maxLength * size];
    int[] tokens = new int[batch.size()];
    Arrays.fill(tokens, model.spec().startId());
    try (DecoderState decoder = model.decoder(codes)) {
      for (int t = 0; t < maxLength; t++) {
        float[] step = decoder.step(tokens);
        for (int b = 0; b < batch.size(); b++) {
          for (int i = 0; i < size; i++) {
            logits[(b * maxLength + t) * size + i] = step[b * size + i];
          }
          tokens[b] = batch.token(b, t);
        }
      }
    }
    return logits;
  }

  private static LossContext context(double[] embeddings, int size, int dimension, int[] stopIds) {
    TreeSet<Integer> oneHot = new TreeSet<>();
    Arrays.stream(stopIds).forEach(oneHot::add);
    return new LossContext(
        UnitVectors.of(GoldenAutoencoder.floats(embeddings), size, dimension),
        oneHot,
        NeighbourSearch.PLAIN_JAVA);
  }

  private static ReconstructionLoss loss(
      String name,
      String reduction,
      double epsilon,
      int neighbours,
      boolean normalize,
      LossContext context) {
    LossSpec spec = LossSpec.of(name).with("reduction", reduction).with("epsilon", epsilon);
    if (name.equals("soft-label")) {
      spec = spec.with("neighbours", neighbours).with("normalize", normalize);
    }
    return Losses.discover().create(spec, context);
  }

  private static double difference(double[] expected, float[] actual) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      widened[i] = actual[i];
    }
    return difference(expected, widened);
  }

  /** The largest difference of two entries over the largest entry; infinite if shapes differ. */
  private static double difference(double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      // Math.max passes NaN on, so a single one fails the check.
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    return worst == 0 ? 0 : worst / largest;
  }
}
