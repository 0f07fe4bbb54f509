package io.github.simloss.djl.internal.runtime;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.github.simloss.backend.support.LoadedLibraries;
import io.github.simloss.backend.support.ProcessEnvironment;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether LSTMs on a GPU multiply in single precision. PyTorch lets cuDNN round factors to 10 bits
 * (TF32), although its own products keep all 23, and has a switch for the process. DJL has none:
 * here it is off, if the process is this library's to prepare, see {@link ProcessEnvironment}.
 */
final class GpuPrecision {
  /** The system property that leaves TF32 on when it is {@code true}. */
  static final String PROPERTY = "simloss.djl.tf32";

  /** at::globalContext(). */
  private static final String CONTEXT = "_ZN2at13globalContextEv";

  /** at::Context::setAllowTF32CuDNN(bool). */
  private static final String SET = "_ZN2at7Context17setAllowTF32CuDNNEb";

  /** at::Context::allowTF32CuDNN() const. */
  private static final String GET = "_ZNK2at7Context14allowTF32CuDNNEv";

  private GpuPrecision() {}

  /** Switches TF32 off where that is wanted; PyTorch is loaded. */
  static void prepare() {
    if (ProcessEnvironment.isWanted() && !Boolean.getBoolean(PROPERTY)) {
      allowTf32(false);
    }
  }

  /** Sets PyTorch's switch; nothing where its functions cannot be called by name. */
  static void allowTf32(boolean allowed) {
    call(SET, allowed ? 1 : 0);
  }

  /** PyTorch's switch; true where it cannot be asked. */
  static boolean allowsTf32() {
    return (call(GET, 0) & 1) == 1;
  }

  private static int call(String method, int argument) {
    if (!Platform.isLinux() || !Platform.is64Bit()) {
      return 1;
    }
    return LoadedLibraries.find("libtorch_cpu.")
        .map(file -> call(file, method, argument))
        .orElse(1);
  }

  private static int call(Path file, String method, int argument) {
    try {
      NativeLibrary torch =
          NativeLibrary.getInstance(
              file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, LoadedLibraries.OPEN_FLAGS));
      Pointer context = torch.getFunction(CONTEXT).invokePointer(new Object[0]);
      return torch.getFunction(method).invokeInt(new Object[] {context, argument});
    } catch (LinkageError e) {
      // Another build of PyTorch, or a process without JNA's native part.
      return 1;
    }
  }
}
