package io.github.simloss.selftest.golden;

import io.github.simloss.backend.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks an engine on a device against golden values: the losses with their gradients, and a whole
 * model with codes, logits, gradients and a training trajectory. Values compare relative to
 * themselves, arrays relative to their largest entry.
 */
public final class EngineCheck {
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

  private EngineCheck(GoldenLosses losses, GoldenAutoencoder autoencoder) {
    this.losses = losses;
    this.autoencoder = autoencoder;
  }

  /**
   * The test by the golden files of a folder.
   *
   * @param folder holds {@code losses.json} and {@code autoencoder.json}
   * @throws io.github.simloss.SimlossException naming the file that is missing or broken
   */
  public static EngineCheck inFolder(Path folder) {
    return new EngineCheck(
        GoldenLosses.read(folder.resolve("losses.json")),
        GoldenAutoencoder.read(folder.resolve("autoencoder.json")));
  }

  /**
   * The test by the golden files of core's test-jar.
   *
   * @throws io.github.simloss.SimlossException if the jar is not on the class path
   */
  public static EngineCheck onClassPath() {
    return new EngineCheck(
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
   * @param engine what is checked
   * @return the checks, failed ones included
   */
  public List<Check> run(Engine engine) {
    List<Check> checks = new ArrayList<>(runLosses(engine));
    checks.addAll(runAutoencoder(engine));
    return checks;
  }

  /** The checks of the losses alone: value and gradient of each case, and the neighbours. */
  public List<Check> runLosses(Engine engine) {
    return new GoldenLossCheck(losses, engine).run();
  }

  /** The checks of the model alone. */
  public List<Check> runAutoencoder(Engine engine) {
    return new GoldenModelCheck(autoencoder, engine).run();
  }

  /**
   * The same model against plain Java in double precision at many sizes, hidden sizes 1 to 70 and
   * the usual large ones: codes and decoding, dev loss and gradients. Takes some seconds.
   *
   * @param engine what is checked
   */
  public static List<Check> runSizes(Engine engine) {
    return HiddenSizeCheck.run(engine);
  }

  /** Compares one number with what it should be, relative to itself. */
  static Check value(String name, double expected, double actual, double tolerance) {
    return new Check(name, difference(new double[] {expected}, new double[] {actual}), tolerance);
  }

  /** Compares arrays, relative to the largest entry. */
  static Check array(String name, double[] expected, float[] actual, double tolerance) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      widened[i] = actual[i];
    }
    return new Check(name, difference(expected, widened), tolerance);
  }

  /** The largest difference of two entries over the largest entry; infinite if shapes differ. */
  static double difference(double[] expected, double[] actual) {
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
