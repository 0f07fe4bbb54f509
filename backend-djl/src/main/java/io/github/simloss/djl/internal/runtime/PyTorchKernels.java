package io.github.simloss.djl.internal.runtime;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.simloss.backend.support.LoadedLibraries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries inside PyTorch and the instruction set it uses, by its own words. */
final class PyTorchKernels {
  /** at::show_config(), what Python prints as torch.__config__.show(). */
  private static final String SHOW_CONFIG = "_ZN2at11show_configB5cxx11Ev";

  private static final Map<String, Object> OPEN =
      Map.of(Library.OPTION_OPEN_FLAGS, LoadedLibraries.OPEN_FLAGS);

  private static final Pattern MKL = Pattern.compile("Math Kernel Library Version (\\d[\\w.]*)");
  private static final Pattern ONEDNN = Pattern.compile("MKL-DNN v(\\d[\\w.]*)");
  private static final Pattern CAPABILITY = Pattern.compile("CPU capability usage: (\\S+)");
  private static final Pattern BLAS = Pattern.compile("BLAS_INFO=(\\w+)");

  /** The largest answer that is believed. */
  private static final long MOST = 1 << 20;

  private PyTorchKernels() {}

  /**
   * For instance {@code MKL 2024.2, oneDNN 3.7.1, ATen kernels AVX512}; empty where PyTorch cannot
   * be asked: elsewhere than on Linux x86-64.
   */
  static String description() {
    if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
      return "";
    }
    return LoadedLibraries.find("libtorch_cpu.")
        .map(PyTorchKernels::config)
        .map(PyTorchKernels::of)
        .orElse("");
  }

  /** A C++ function that returns a std::string by a pointer the caller gives. */
  private static String config(Path file) {
    try (Memory string = new Memory(64)) {
      string.clear();
      NativeLibrary.getInstance(file.toString(), OPEN)
          .getFunction(SHOW_CONFIG)
          .invokePointer(new Object[] {string});
      // Its first fields: where the characters are, and how many.
      long length = string.getLong(8);
      if (string.getPointer(0) == null || length < 0 || length > MOST) {
        return "";
      }
      byte[] bytes = string.getPointer(0).getByteArray(0, (int) length);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (LinkageError e) {
      // Another build of PyTorch, or a process without JNA's native part.
      return "";
    }
  }

  /** The parts of PyTorch's text that say what computes. */
  static String of(String config) {
    List<String> parts = new ArrayList<>();
    Matcher mkl = MKL.matcher(config);
    Matcher blas = BLAS.matcher(config);
    if (mkl.find()) {
      parts.add("MKL " + mkl.group(1));
    } else if (blas.find()) {
      parts.add("BLAS " + blas.group(1));
    }
    Matcher oneDnn = ONEDNN.matcher(config);
    if (oneDnn.find()) {
      parts.add("oneDNN " + oneDnn.group(1) + bound());
    }
    Matcher capability = CAPABILITY.matcher(config);
    if (capability.find()) {
      parts.add("ATen kernels " + capability.group(1));
    }
    return String.join(", ", parts);
  }

  private static String bound() {
    String isa = System.getenv("ONEDNN_MAX_CPU_ISA");
    return isa == null ? "" : " up to " + isa;
  }
}
