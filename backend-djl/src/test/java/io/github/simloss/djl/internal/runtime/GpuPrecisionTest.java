package io.github.simloss.djl.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** PyTorch's own switch is asked, and set: it is there without a GPU. */
@EnabledOnOs(OS.LINUX)
class GpuPrecisionTest {
  @AfterEach
  void asPyTorchHasIt() {
    GpuPrecision.allowTf32(true);
  }

  @Test
  void theSwitchIsPyTorchs() {
    PyTorchRuntime.description();
    assertTrue(GpuPrecision.allowsTf32());
    GpuPrecision.allowTf32(false);
    assertEquals(false, GpuPrecision.allowsTf32());
  }

  @Test
  void aProcessOfOthersKeepsIt() {
    PyTorchRuntime.description();
    GpuPrecision.prepare();
    assertTrue(GpuPrecision.allowsTf32());
  }
}
