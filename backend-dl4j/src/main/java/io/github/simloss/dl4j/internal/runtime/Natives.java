package io.github.simloss.dl4j.internal.runtime;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.support.NativeArtifacts;
import org.bytedeco.javacpp.Loader;

/** Finds ND4J's native libraries where JavaCPP looks for them, without loading one. */
final class Natives {
  private Natives() {}

  /**
   * Refuses to continue without the libraries.
   *
   * @throws SimlossException if one is missing: names the artifacts to add
   */
  static void require() {
    NativeArtifacts.beside("dl4j", Natives.class, "/io/github/simloss/dl4j/natives.properties")
        .require(Natives::isThere);
  }

  private static boolean isThere(String artifact) {
    return switch (artifact) {
      case "nd4j" ->
          isThere("org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu", "jnind4jcpu") || isCuda();
      case "openblas" ->
          isThere("org.bytedeco.openblas.global.openblas", "jniopenblas") || isCuda();
      case "javacpp" -> isThere("org.bytedeco.javacpp.Pointer", "jnijavacpp");
      default -> throw new AssertionError(artifact);
    };
  }

  /** ND4J's CUDA library takes the place of the CPU's, and needs no OpenBLAS. */
  private static boolean isCuda() {
    return isThere("org.nd4j.linalg.jcublas.bindings.Nd4jCuda", "jnind4jcuda");
  }

  /** Whether the library of a class is on the class path, or in a folder of libraries. */
  private static boolean isThere(String name, String library) {
    try {
      Class<?> type = Class.forName(name, false, Natives.class.getClassLoader());
      return Loader.findLibrary(
                  type, Loader.loadProperties(type, Loader.loadProperties(), true), library)
              .length
          > 0;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
