package io.github.simloss.backend.support;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The artifacts with native libraries that an engine needs and its jar does not bring: the user
 * adds those of the platform. An engine asks for them before it loads its library, so that a
 * missing one is named with its version and classifier.
 *
 * <p>They are listed in a file of properties, into which the build writes the versions:
 *
 * <pre>
 * artifacts = blas
 * blas = org.example:blas:1.2
 * blas.linux-x86_64 = linux-x86_64-avx2
 * </pre>
 *
 * <p>that is, names, then for each its coordinates and, by {@linkplain #platform() platform}, the
 * classifier, with another version and a colon in front where that is needed; a platform without
 * one has no such artifact. Immutable.
 *
 * @since 0.1.0
 */
public final class NativeArtifacts {
  private final String engine;
  private final Properties list;

  private NativeArtifacts(String engine, Properties list) {
    this.engine = engine;
    this.list = list;
  }

  /**
   * Reads a list.
   *
   * @param engine the engine's name, for messages
   * @param properties the list; read, not closed
   * @throws IOException if it cannot be read
   */
  public static NativeArtifacts read(String engine, InputStream properties) throws IOException {
    Properties list = new Properties();
    list.load(properties);
    return new NativeArtifacts(engine, list);
  }

  /**
   * Reads the list that lies beside a class.
   *
   * @param engine the engine's name, for messages
   * @param owner the class
   * @param file the file's name
   */
  public static NativeArtifacts beside(String engine, Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream(file)) {
      return read(engine, Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + " from the jar: " + e.getMessage(), e);
    }
  }

  /** The names of all, in the order of the list. */
  public List<String> names() {
    return List.of(list.getProperty("artifacts").strip().split("\\s+", -1));
  }

  /** Group, artifact and version for a platform, separated by colons. */
  public String coordinates(String name, String platform) {
    String usual = list.getProperty(name).strip();
    String own = list.getProperty(name + "." + platform, "").strip();
    int colon = own.indexOf(':');
    return colon < 0
        ? usual
        : usual.substring(0, usual.lastIndexOf(':') + 1) + own.substring(0, colon);
  }

  /** The classifier of a platform; empty if the artifact does not exist for it. */
  public String classifier(String name, String platform) {
    String own = list.getProperty(name + "." + platform, "").strip();
    return own.substring(own.indexOf(':') + 1);
  }

  /** This process's platform, for instance {@code linux-x86_64} or {@code macos-aarch64}. */
  public static String platform() {
    return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** The platform of Java's {@code os.name} and {@code os.arch}. */
  static String platform(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    String os =
        name.startsWith("windows")
            ? "windows"
            : name.startsWith("mac") ? "macos" : name.replace(' ', '-');
    String arch = architecture.toLowerCase(Locale.ROOT);
    return os
        + "-"
        + (Set.of("amd64", "x86_64").contains(arch)
            ? "x86_64"
            : arch.equals("arm64") ? "aarch64" : arch);
  }

  /**
   * Refuses to continue without them.
   *
   * @param found whether the native library of an artifact, given by its name, can be found
   * @throws SimlossException if one cannot: names each that is missing
   */
  public void require(Predicate<String> found) {
    require(platform(), found);
  }

  /** The same, for a given platform. */
  void require(String platform, Predicate<String> found) {
    List<String> missing = names().stream().filter(found.negate()).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<String> wanted = new ArrayList<>();
    for (String name : missing) {
      String classifier = classifier(name, platform);
      if (classifier.isEmpty()) {
        throw new SimlossException(
            engine
                + " has no native library for "
                + platform
                + ", and none is published as "
                + coordinates(name, platform)
                + ": use another engine or platform (docs/installing.md)");
      }
      wanted.add(coordinates(name, platform) + " with classifier " + classifier);
    }
    throw new SimlossException(
        engine
            + " has no native library for "
            + platform
            + " on the class path: add "
            + enumerate(wanted)
            + " (docs/installing.md)");
  }

  /** Commas, and an "and" before the last. */
  private static String enumerate(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /**
   * What an engine throws when its library is there and does not load.
   *
   * @param library the library in words
   * @param failure what was caught; its deepest cause says most
   */
  public static SimlossException notLoaded(String library, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new SimlossException(
        "cannot load the native library of " + library + ": " + cause + " (docs/installing.md)",
        failure);
  }
}
