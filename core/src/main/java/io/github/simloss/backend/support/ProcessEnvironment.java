package io.github.simloss.backend.support;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What an engine sets in the process before its native library loads, once, ahead of its first
 * call, if the process asks for it: {@code -Dsimloss.native.environment=true}, as the command line
 * does. A library leaves the process of its user as it is. Nothing that is there is replaced.
 * Environment variables are set on Linux and macOS only.
 *
 * @since 0.1.0
 */
public final class ProcessEnvironment {
  /** The system property that asks for this when it is {@code true}. */
  public static final String PROPERTY = "simloss.native.environment";

  private final BiConsumer<String, String> setVariable;
  private final Consumer<String> warn;

  /**
   * @param setVariable sets a variable of the process unless it is there, as setenv(3) does with 0
   *     as its last argument; throws a {@link LinkageError} if it cannot
   * @param warn takes a line if something cannot be set
   */
  public ProcessEnvironment(BiConsumer<String, String> setVariable, Consumer<String> warn) {
    this.setVariable = setVariable;
    this.warn = warn;
  }

  /** Whether the process shall be prepared at all. */
  public static boolean isWanted() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** Whether it shall be, and a part of that is not switched off by a property of its own. */
  public static boolean isWanted(String property) {
    return isWanted() && Boolean.parseBoolean(System.getProperty(property, "true"));
  }

  /** Sets a system property unless it is there. */
  public void property(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** Sets an environment variable unless it is there, where the system has setenv(3). */
  public void variable(String name, String value) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("linux") || system.startsWith("mac")) {
      attempt("set " + name + "=" + value, () -> setVariable.accept(name, value));
    }
  }

  /**
   * Does something that only makes training faster: a process without JNA's native part still
   * computes.
   *
   * @param what completes "cannot ..."
   * @param action throws a {@link LinkageError} if it cannot
   */
  public void attempt(String what, Runnable action) {
    try {
      action.run();
    } catch (LinkageError e) {
      warn.accept("cannot " + what + " (" + e.getMessage() + "); training may be slow");
    }
  }
}
