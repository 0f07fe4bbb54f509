package io.github.simloss.djl.internal.runtime;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.NativeLibrary;
import io.github.simloss.SimlossException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/**
 * PyTorch's CUDA build on the class path. DJL counts GPUs, and takes this build at all, by the
 * library {@code cudart} of an installed CUDA; where there is NVIDIA's driver alone it finds none.
 * The build brings the library under a name of its own: here DJL gets it.
 */
final class CudaBuild {
  private static final String LIBRARY = "cudart";

  private CudaBuild() {}

  /**
   * Lets DJL see the GPUs; does nothing where a build for the CPU is there too, or none for CUDA.
   *
   * @param descriptions what the jars of natives say of themselves
   * @throws SimlossException if there are builds for CUDA alone, and no GPU
   */
  static void require(List<Properties> descriptions) {
    if (descriptions.isEmpty()
        || !descriptions.stream().allMatch(description -> flavor(description).startsWith("cu"))) {
      return;
    }
    Properties description = descriptions.get(0);
    resource(description).ifPresent(CudaBuild::offer);
    if (CudaUtils.getGpuCount() == 0) {
      throw new SimlossException(
          "djl has PyTorch's CUDA build ("
              + flavor(description)
              + ") on the class path, and finds no NVIDIA GPU whose driver fits: use"
              + " pytorch-native-cpu, or build without -Pcuda (docs/gpu.md)");
    }
  }

  private static String flavor(Properties description) {
    return description.getProperty("flavor", "");
  }

  /** The name of CUDA's runtime library in the jar, on Linux; DJL finds Windows' by the PATH. */
  static Optional<String> resource(Properties description) {
    return Arrays.stream(description.getProperty("libraries", "").split(",", -1))
        .filter(name -> name.startsWith("lib" + LIBRARY))
        .findFirst()
        .map(
            name ->
                "pytorch/"
                    + flavor(description)
                    + "/"
                    + description.getProperty("classifier", "")
                    + "/"
                    + name);
  }

  /** Lets DJL load a copy, which need not stay: a loaded library stays loaded. */
  private static void offer(String resource) {
    try (InputStream in = ClassLoaderUtils.getContextClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return;
      }
      Path folder = Files.createTempDirectory("simloss-cuda");
      Path copy = folder.resolve(System.mapLibraryName(LIBRARY));
      try {
        Files.copy(in, copy);
        NativeLibrary.addSearchPath(LIBRARY, folder.toString());
        CudaUtils.hasCuda();
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(folder);
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(CudaBuild.class).warn("cannot unpack {}: {}", resource, e.toString());
    }
  }
}
