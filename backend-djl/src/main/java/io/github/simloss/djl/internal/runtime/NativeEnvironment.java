package io.github.simloss.djl.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.simloss.backend.support.ProcessEnvironment;
import org.slf4j.LoggerFactory;

/**
 * What is set in the process before PyTorch's libraries load, if the process asks for it by {@code
 * -Dsimloss.native.environment=true}; done once, ahead of this engine's first call to DJL.
 *
 * <ul>
 *   <li>DJL works offline and reports nothing: {@code ai.djl.offline} and {@code OPT_OUT_TRACKING}.
 *   <li>{@code OMP_WAIT_POLICY=passive}: OpenMP's threads otherwise spin while they wait, and
 *       beside another busy process a step takes up to 14 times longer.
 *   <li>glibc's allocator keeps large blocks instead of giving them back to the system: fresh pages
 *       cost a quarter of a training step.
 * </ul>
 *
 * <p>What is there already stays, see {@link ProcessEnvironment}; the allocator is tuned on Linux
 * with glibc only. {@code -Dsimloss.native.malloc=false} leaves it alone.
 */
final class NativeEnvironment {
  /** The system property that leaves the allocator alone when it is {@code false}. */
  static final String MALLOC_PROPERTY = "simloss.native.malloc";

  // The parameters of mallopt(3).
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_MAX = -4;
  private static final int M_ARENA_MAX = -8;

  private static boolean prepared;

  private NativeEnvironment() {}

  /** Prepares the process; only the first call does anything. */
  static synchronized void prepare() {
    if (prepared || !ProcessEnvironment.isWanted()) {
      return;
    }
    prepared = true;
    ProcessEnvironment process =
        new ProcessEnvironment(
            (name, value) -> c("setenv").invokeInt(new Object[] {name, value, 0}),
            line -> LoggerFactory.getLogger(NativeEnvironment.class).warn(line));
    process.property("ai.djl.offline", "true");
    process.property("OPT_OUT_TRACKING", "true");
    process.property("org.slf4j.simpleLogger.log.ai.djl", "warn");
    // Says at length that there is no GPU.
    process.property("org.slf4j.simpleLogger.log.ai.djl.util.cuda.CudaUtils", "error");
    process.variable("OMP_WAIT_POLICY", "passive");
    if (Platform.isLinux() && ProcessEnvironment.isWanted(MALLOC_PROPERTY)) {
      process.attempt("tune the allocator", NativeEnvironment::keepLargeBlocks);
    }
  }

  private static Function c(String name) {
    return NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction(name);
  }

  private static void keepLargeBlocks() {
    // Only glibc has this symbol; other C libraries may give mallopt another meaning.
    c("gnu_get_libc_version");
    Function mallopt = c("mallopt");
    mallopt.invokeInt(new Object[] {M_MMAP_MAX, 0});
    mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, -1});
    mallopt.invokeInt(new Object[] {M_ARENA_MAX, 1});
  }
}
