package io.github.simloss.dl4j.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.github.simloss.backend.support.ProcessEnvironment;
import org.slf4j.LoggerFactory;

/**
 * What is set in the process before ND4J's native libraries load, if the process asks for it by
 * {@code -Dsimloss.native.environment=true}; done once, ahead of this engine's first call to ND4J.
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
 * <p>What is there already stays, see {@link ProcessEnvironment}.
 */
final class NativeEnvironment {
  private static boolean prepared;

  private NativeEnvironment() {}

  /** Prepares the process; only the first call does anything. */
  static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    if (!ProcessEnvironment.isWanted()) {
      return;
    }
    ProcessEnvironment process =
        new ProcessEnvironment(
            NativeEnvironment::setenv,
            line -> LoggerFactory.getLogger(NativeEnvironment.class).warn(line));
    process.property("org.nd4j.log.initialization", "false");
    process.property("org.slf4j.simpleLogger.log.org.nd4j", "warn");
    process.property("org.slf4j.simpleLogger.log.org.deeplearning4j", "warn");
    process.property("org.bytedeco.javacpp.logger", "slf4j");
    process.property("org.slf4j.simpleLogger.log.org.bytedeco.javacpp.Loader", "error");
    process.variable("OMP_WAIT_POLICY", "passive");
    process.variable("OPENBLAS_THREAD_TIMEOUT", "20");
  }

  private static void setenv(String name, String value) {
    Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
        .invokeInt(new Object[] {name, value, 0});
  }
}
