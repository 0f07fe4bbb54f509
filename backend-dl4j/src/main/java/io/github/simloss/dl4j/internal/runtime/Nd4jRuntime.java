package io.github.simloss.dl4j.internal.runtime;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.backend.support.OwnClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J as a process-wide engine: its version, devices and threads. Loads the native library. */
public final class Nd4jRuntime {
  /** What gives this engine a GPU where it has only the CPU. */
  public static final String GPU_REMEDY = "a GPU needs the CUDA build of ND4J, see -Pcuda";

  private static boolean loaded;
  private static boolean cpu;

  /** Of loops in Java; OpenBLAS and ND4J keep their own number. */
  private static volatile int loopThreads = Runtime.getRuntime().availableProcessors();

  private Nd4jRuntime() {}

  /**
   * Whether ND4J computes on the host's processor; it is so for a whole process. The first call
   * loads it.
   *
   * @throws SimlossException if it cannot be loaded, here and at every further call
   */
  public static synchronized boolean onCpu() {
    if (!loaded) {
      NativeEnvironment.prepare();
      cpu = OwnClassLoader.of(Nd4jRuntime.class, Nd4jRuntime::load);
      loaded = true;
    }
    return cpu;
  }

  private static boolean load() {
    Natives.require();
    try {
      boolean isCpu = Nd4j.getEnvironment().isCPU();
      if (isCpu) {
        // OMP_NUM_THREADS and the like reach the fused loops through ND4J.
        loopThreads = Math.max(1, Nd4j.factory().blas().getMaxThreads());
      }
      return isCpu;
    } catch (RuntimeException | LinkageError e) {
      throw NativeArtifacts.notLoaded("ND4J", e);
    }
  }

  /** Name, version and kind, for instance {@code ND4J 1.0.0-M2.1 (CPU)}. */
  public static String description() {
    return "ND4J " + version() + (onCpu() ? " (CPU)" : " (CUDA)");
  }

  /** The BLAS on the CPU, with its kernel; empty on a GPU. */
  public static String kernels() {
    return onCpu() ? BlasKernel.description() : "";
  }

  private static String version() {
    Properties properties = new Properties();
    try (var in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (java.io.IOException e) {
      throw new SimlossException("cannot read ND4J's version from its jar: " + e.getMessage(), e);
    }
    return properties.getProperty("version", "of unknown version");
  }

  /**
   * The devices of this process: the CPU, or the GPUs of a CUDA build (which has no CPU device).
   */
  public static List<Device> devices() {
    if (onCpu()) {
      return List.of(Device.CPU);
    }
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < Nd4j.getAffinityManager().getNumberOfDevices(); i++) {
      devices.add(Device.gpu(i));
    }
    return devices;
  }

  /**
   * Makes the calling thread compute on a device.
   *
   * @throws SimlossException if it is not there, naming those that are
   */
  public static void use(Device device) {
    if (onCpu() && device.equals(Device.CPU)) {
      return;
    }
    ArgumentChecks.device("dl4j", device, devices(), GPU_REMEDY);
    Nd4j.getAffinityManager().unsafeSetDevice(device.index());
  }

  /** The number of CPU threads that matrix products use. */
  public static int threads() {
    return onCpu() ? Nd4j.factory().blas().getMaxThreads() : loopThreads;
  }

  /** The number of threads of loops in Java. */
  public static int loopThreads() {
    return loopThreads;
  }

  /** Sets the number of CPU threads of OpenBLAS, ND4J and the fused loops. */
  public static void setThreads(int threads) {
    ArgumentChecks.threads(threads);
    boolean onCpu = onCpu();
    loopThreads = threads;
    if (onCpu) {
      Nd4j.getEnvironment().setMaxMasterThreads(threads);
      Nd4j.getEnvironment().setMaxThreads(threads);
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
      Nd4j.factory().blas().setMaxThreads(threads);
    }
  }
}
