package io.github.simloss.dl4j.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.LoggerFactory;

/**
 * What must be set in the process before ND4J's native libraries load; done once, ahead of the
 * first call to ND4J.
 *
 * <ul>
 *   <li>{@code OMP_WAIT_POLICY=passive} and {@code OPENBLAS_THREAD_TIMEOUT=20}: OpenMP's and
 *       OpenBLAS's threads otherwise spin while they wait and starve each other; a training step on
 *       two cores took 385 ms with and 93 ms without the spinning.
 *   <li>ND4J's messages at start-up are turned down to warnings where slf4j-simple does the
 *       logging.
 *   <li>JavaCPP logs through SLF4J, and its loader errors only where slf4j-simple does the logging:
 *       it warns of each class that the newer OpenBLAS library knows and its Java part has not.
 * </ul>
 *
 * <p>Environment variables are set on Linux and macOS only, and never over a value that is there.
 * {@code -Dsimloss.native.environment=false} switches all of it off.
 */
final class NativeEnvironment {
  /** The system property that switches this off when it is {@code false}. */
  static final String PROPERTY = "simloss.native.environment";

  private static boolean prepared;

  private NativeEnvironment() {}

  /** Prepares the process; only the first call does anything. */
  static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    if (!Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return;
    }
    setPropertyIfAbsent("org.nd4j.log.initialization", "false");
    setPropertyIfAbsent("org.slf4j.simpleLogger.log.org.nd4j", "warn");
    setPropertyIfAbsent("org.slf4j.simpleLogger.log.org.deeplearning4j", "warn");
    setPropertyIfAbsent("org.bytedeco.javacpp.logger", "slf4j");
    setPropertyIfAbsent("org.slf4j.simpleLogger.log.org.bytedeco.javacpp.Loader", "error");
    if (Platform.isLinux() || Platform.isMac()) {
      setVariableIfAbsent("OMP_WAIT_POLICY", "passive");
      setVariableIfAbsent("OPENBLAS_THREAD_TIMEOUT", "20");
    }
  }

  private static void setPropertyIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static void setVariableIfAbsent(String name, String value) {
    try {
      // The last argument of setenv(3): 0 keeps a value that is there.
      Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
          .invokeInt(new Object[] {name, value, 0});
    } catch (LinkageError e) {
      // Slower, not wrong: a process without JNA's native part still computes.
      LoggerFactory.getLogger(NativeEnvironment.class)
          .warn("cannot set {}={} ({}); training may be slow", name, value, e.getMessage());
    }
  }
}
