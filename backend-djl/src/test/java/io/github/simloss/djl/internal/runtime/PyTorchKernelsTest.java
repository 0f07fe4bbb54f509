package io.github.simloss.djl.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Platform;
import io.github.simloss.djl.DjlBackend;
import org.junit.jupiter.api.Test;

class PyTorchKernelsTest {
  @Test
  void whatThisPyTorchSays() {
    String kernels = new DjlBackend().kernels();
    boolean asked = Platform.isLinux() && Platform.isIntel() && Platform.is64Bit();
    assertTrue(
        asked
            ? kernels.contains("oneDNN ") && kernels.contains("ATen kernels ")
            : kernels.isEmpty(),
        kernels);
  }

  @Test
  void partsThatAreThere() {
    assertEquals("", PyTorchKernels.of(""));
    assertEquals(
        "BLAS open, ATen kernels DEFAULT",
        PyTorchKernels.of(
            "  - CPU capability usage: DEFAULT\n  - Build settings: BLAS_INFO=open, X=1"));
    String mkl =
        "  - Intel(R) oneAPI Math Kernel Library Version 2024.2-Product Build 20240605\n"
            + "  - Intel(R) MKL-DNN v3.7.1 (Git Hash 8d26)\n  - Build settings: BLAS_INFO=mkl,";
    assertTrue(
        PyTorchKernels.of(mkl).startsWith("MKL 2024.2, oneDNN 3.7.1"), PyTorchKernels.of(mkl));
  }
}
