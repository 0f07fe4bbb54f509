package io.github.simloss.selftest.golden;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Engine;
import io.github.simloss.io.Messages;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks an engine on a device against golden values: the losses with their gradients, and whole
 * models, the published one and members of the family, with codes, logits, gradients and a training
 * trajectory. Values compare relative to themselves, arrays relative to their largest entry. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class EngineCheck {
  /** How far a loss may be off, relative. */
  public static final double VALUE_TOLERANCE = 1e-5;

  /** How far an entry may be off, relative to the largest of its array. */
  public static final double GRADIENT_TOLERANCE = 1e-5;

  /** The same for losses and weights after many steps of training. */
  public static final double TRAJECTORY_TOLERANCE = 1e-4;

  /** Where core's jar keeps the golden files. */
  private static final String CLASS_PATH = "/io/github/simloss/golden/";

  private static final String LOSSES = "losses.json";
  private static final String AUTOENCODER = "autoencoder.json";
  private static final String FAMILY = "family.json";

  /** Each {@code null} where its file is not there. */
  private final @Nullable GoldenLosses losses;

  private final @Nullable GoldenAutoencoder autoencoder;
  private final @Nullable GoldenFamily family;

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

  private EngineCheck(
      @Nullable GoldenLosses losses,
      @Nullable GoldenAutoencoder autoencoder,
      @Nullable GoldenFamily family) {
    this.losses = losses;
    this.autoencoder = autoencoder;
    this.family = family;
  }

  /**
   * The test by the golden files of a folder: those that are there.
   *
   * @param folder holds {@code losses.json}, {@code autoencoder.json}, {@code family.json}, or some
   *     of them
   * @throws io.github.simloss.SimlossException if none of them is there, or naming the one that is
   *     broken
   */
  public static EngineCheck inFolder(Path folder) {
    EngineCheck check =
        new EngineCheck(
            read(folder.resolve(LOSSES), GoldenLosses::read),
            read(folder.resolve(AUTOENCODER), GoldenAutoencoder::read),
            read(folder.resolve(FAMILY), GoldenFamily::read));
    if (check.losses == null && check.autoencoder == null && check.family == null) {
      throw new SimlossException(
          "there is no golden file in "
              + Messages.oneLine(folder)
              + ": it needs "
              + String.join(", ", LOSSES, AUTOENCODER)
              + " or "
              + FAMILY);
    }
    return check;
  }

  private static <T> @Nullable T read(Path file, Function<Path, T> reader) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? reader.apply(file) : null;
  }

  /**
   * The test by the golden files of core's jar, all of them.
   *
   * @throws io.github.simloss.SimlossException if one is not on the class path
   */
  public static EngineCheck onClassPath() {
    return new EngineCheck(
        GoldenLosses.of(GoldenJson.resource(CLASS_PATH + LOSSES)),
        GoldenAutoencoder.of(GoldenJson.resource(CLASS_PATH + AUTOENCODER)),
        GoldenFamily.of(GoldenJson.resource(CLASS_PATH + FAMILY)));
  }

  /**
   * What the losses must give.
   *
   * @throws IllegalStateException if there is no {@code losses.json}
   */
  public GoldenLosses losses() {
    return there(losses, LOSSES);
  }

  /**
   * What the published model must give.
   *
   * @throws IllegalStateException if there is no {@code autoencoder.json}
   */
  public GoldenAutoencoder autoencoder() {
    return there(autoencoder, AUTOENCODER);
  }

  /**
   * What members of the family must give.
   *
   * @throws IllegalStateException if there is no {@code family.json}
   */
  public GoldenFamily family() {
    return there(family, FAMILY);
  }

  private static <T> T there(@Nullable T golden, String file) {
    if (golden == null) {
      throw new IllegalStateException("there is no golden file " + file);
    }
    return golden;
  }

  /**
   * Runs every check whose file is there.
   *
   * @param engine what is checked
   * @return the checks, failed ones included
   */
  public List<Check> run(Engine engine) {
    List<Check> checks = new ArrayList<>(runLosses(engine));
    checks.addAll(runAutoencoder(engine));
    checks.addAll(runFamily(engine));
    return checks;
  }

  /**
   * The checks of the losses alone: value and gradient of each case, and the neighbours; none
   * without the file.
   */
  public List<Check> runLosses(Engine engine) {
    return losses == null ? List.of() : new GoldenLossCheck(losses, engine).run();
  }

  /** The checks of the published model alone; none without the file. */
  public List<Check> runAutoencoder(Engine engine) {
    return autoencoder == null ? List.of() : new GoldenModelCheck("", autoencoder, engine).run();
  }

  /** The checks of members of the family alone; none without the file. */
  public List<Check> runFamily(Engine engine) {
    return family == null ? List.of() : new GoldenFamilyCheck(family, engine).run();
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
