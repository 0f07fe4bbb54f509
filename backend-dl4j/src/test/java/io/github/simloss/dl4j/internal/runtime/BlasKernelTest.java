package io.github.simloss.dl4j.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Platform;
import io.github.simloss.dl4j.Dl4jBackend;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BlasKernelTest {
  @Test
  void nameVersionAndKernel() {
    String kernels = new Dl4jBackend().kernels();
    String pattern = Platform.isLinux() ? "OpenBLAS \\d[\\w.]*, kernel \\w+" : ".*\\w.*";
    assertTrue(kernels.matches(pattern), kernels);
  }

  /** Asked in the wrong way, OpenBLAS mixes up its copies, and products end the process. */
  @Test
  void productsAreRightAfterItWasAsked() {
    new Dl4jBackend().kernels();
    INDArray a = Nd4j.ones(10, 256);
    INDArray b = Nd4j.ones(256, 1024);
    INDArray c = Nd4j.create(10, 1024);
    for (int k = 0; k < 500; k++) {
      Nd4j.gemm(a, b, c, false, false, 1, 0);
    }
    assertEquals(256f * 10 * 1024, c.sumNumber().floatValue());
  }
}
