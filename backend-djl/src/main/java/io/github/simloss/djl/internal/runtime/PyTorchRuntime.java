package io.github.simloss.djl.internal.runtime;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.support.ArgumentChecks;
import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.backend.support.OwnClassLoader;
import java.util.ArrayList;
import java.util.List;

/** PyTorch as a process-wide engine: its version, devices and threads. Loads the native library. */
public final class PyTorchRuntime {
  /** What a device that is not there may need. */
  public static final String GPU_REMEDY = "a GPU needs PyTorch's CUDA build, see -Pcuda";

  private static Engine loaded;

  private PyTorchRuntime() {}

  /**
   * The engine; the first call loads it.
   *
   * @throws SimlossException if it cannot be loaded, here and at every further call
   */
  private static synchronized Engine engine() {
    if (loaded == null) {
      NativeEnvironment.prepare();
      loaded =
          OwnClassLoader.of(
              PyTorchRuntime.class,
              () -> {
                Natives.require();
                return pyTorch();
              });
    }
    return loaded;
  }

  private static Engine pyTorch() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw NativeArtifacts.notLoaded("PyTorch", e);
    }
  }

  /**
   * A manager of arrays on a device of the user's own DJL: with its settings, and PyTorch from
   * where it takes it.
   *
   * @throws SimlossException if PyTorch cannot be loaded
   */
  public static NDManager shared(ai.djl.Device device) {
    return OwnClassLoader.of(PyTorchRuntime.class, PyTorchRuntime::pyTorch).newBaseManager(device);
  }

  /** Name and version, for instance {@code PyTorch 2.7.1 (DJL 0.38.0)}. */
  public static String description() {
    return "PyTorch " + engine().getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
  }

  /** The libraries inside PyTorch, as {@link PyTorchKernels} finds them. */
  public static String kernels() {
    // The class has loaded PyTorch, so there is something to ask.
    return PyTorchKernels.description();
  }

  /** The CPU, then the GPUs that PyTorch sees. */
  public static List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    devices.add(Device.CPU);
    for (int i = 0; i < engine().getGpuCount(); i++) {
      devices.add(Device.gpu(i));
    }
    return devices;
  }

  /**
   * A manager of arrays on a device.
   *
   * @throws SimlossException if it is not there, naming those that are
   */
  public static NDManager manager(Device device) {
    if (device.kind() == Device.Kind.CPU) {
      return engine().newBaseManager(ai.djl.Device.cpu());
    }
    ArgumentChecks.device("djl", device, devices(), GPU_REMEDY);
    GpuPrecision.prepare();
    return engine().newBaseManager(ai.djl.Device.gpu(device.index()));
  }

  /** The number of CPU threads an operation uses. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /** Sets the number of CPU threads an operation uses. */
  public static void setThreads(int threads) {
    ArgumentChecks.threads(threads);
    engine();
    JniUtils.setNumThreads(threads);
  }
}
