package io.github.simloss.djl.internal.runtime;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.LoggerFactory;

/**
 * What must be set in the process before PyTorch's libraries load; done once, ahead of the first
 * call to DJL.
 *
 * <ul>
 *   <li>DJL works offline and reports nothing: {@code ai.djl.offline} and {@code OPT_OUT_TRACKING}
 *       are set whatever the other switches say.
 *   <li>{@code OMP_WAIT_POLICY=passive}: OpenMP's threads otherwise spin while they wait, and
 *       beside another busy process a step takes up to 14 times longer.
 *   <li>glibc's allocator keeps large blocks instead of giving them back to the system: fresh pages
 *       cost a quarter of a training step.
 * </ul>
 *
 * <p>Environment variables are set on Linux and macOS only, and never over a value that is there;
 * the allocator is tuned on Linux with glibc only. {@code -Dsimloss.native.environment=false}
 * switches off all but the first, {@code -Dsimloss.native.malloc=false} the allocator alone.
 */
public final class NativeEnvironment {
  /** The system property that switches this off when it is {@code false}. */
  static final String PROPERTY = "simloss.native.environment";

  /** The system property that leaves the allocator alone when it is {@code false}. */
  static final String MALLOC_PROPERTY = "simloss.native.malloc";

  // The parameters of mallopt(3).
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_MAX = -4;
  private static final int M_ARENA_MAX = -8;

  private static boolean prepared;

  private NativeEnvironment() {}

  /** Prepares the process; only the first call does anything. */
  public static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    if (!wanted(PROPERTY)) {
      return;
    }
    setPropertyIfAbsent("org.slf4j.simpleLogger.log.ai.djl", "warn");
    // Says at length that there is no GPU.
    setPropertyIfAbsent("org.slf4j.simpleLogger.log.ai.djl.util.cuda.CudaUtils", "error");
    if (Platform.isLinux() || Platform.isMac()) {
      setVariableIfAbsent("OMP_WAIT_POLICY", "passive");
    }
    if (Platform.isLinux() && wanted(MALLOC_PROPERTY)) {
      keepLargeBlocks();
    }
  }

  private static boolean wanted(String property) {
    return Boolean.parseBoolean(System.getProperty(property, "true"));
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
      warn("cannot set " + name + "=" + value, e);
    }
  }

  private static void keepLargeBlocks() {
    try {
      NativeLibrary c = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
      // Only glibc has this symbol; other C libraries may give mallopt another meaning.
      c.getFunction("gnu_get_libc_version");
      Function mallopt = c.getFunction("mallopt");
      mallopt.invokeInt(new Object[] {M_MMAP_MAX, 0});
      mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, -1});
      mallopt.invokeInt(new Object[] {M_ARENA_MAX, 1});
    } catch (LinkageError e) {
      warn("cannot tune the allocator", e);
    }
  }

  private static void warn(String what, LinkageError e) {
    LoggerFactory.getLogger(NativeEnvironment.class)
        .warn("{} ({}); training may be slow", what, e.getMessage());
  }
}
