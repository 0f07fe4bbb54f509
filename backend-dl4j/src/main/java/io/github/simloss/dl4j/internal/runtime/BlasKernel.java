package io.github.simloss.dl4j.internal.runtime;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.github.simloss.backend.support.LoadedLibraries;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.factory.Nd4j;

/** The BLAS that ND4J computes products with, by its own words. */
final class BlasKernel {
  private static final Map<String, Object> OPEN =
      Map.of(Library.OPTION_OPEN_FLAGS, LoadedLibraries.OPEN_FLAGS);

  private static final Pattern VERSION = Pattern.compile("OpenBLAS\\s+(\\d[\\w.]*)");

  private BlasKernel() {}

  /**
   * Name, version and kernel, for instance {@code OpenBLAS 0.3.31, kernel Zen}; the name alone
   * where the library cannot be asked.
   */
  static String description() {
    return LoadedLibraries.find("libopenblas.")
        .flatMap(BlasKernel::ask)
        .orElseGet(BlasKernel::vendor);
  }

  private static Optional<String> ask(Path file) {
    try {
      NativeLibrary library = NativeLibrary.getInstance(file.toString(), OPEN);
      String config = call(library, "openblas_get_config");
      Matcher version = VERSION.matcher(config);
      return Optional.of(
          "OpenBLAS"
              + (version.find() ? " " + version.group(1) : "")
              + ", kernel "
              + call(library, "openblas_get_corename"));
    } catch (LinkageError e) {
      // A build without these functions, or a process without JNA's native part.
      return Optional.empty();
    }
  }

  private static String call(NativeLibrary library, String function) {
    return library.getFunction(function).invokeString(new Object[0], false);
  }

  private static String vendor() {
    return Nd4j.factory().blas().getBlasVendor().toString().toLowerCase(Locale.ROOT);
  }
}
