package io.github.simloss.djl.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.support.ProcessEnvironment;
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
    assertFalse(GpuPrecision.allowsTf32());
  }

  @Test
  void isOffWhereTheProcessIsPreparedAndNobodyWantsIt() {
    PyTorchRuntime.description();
    String prepared = System.getProperty(ProcessEnvironment.PROPERTY);
    try {
      System.clearProperty(ProcessEnvironment.PROPERTY);
      GpuPrecision.prepare();
      assertTrue(GpuPrecision.allowsTf32(), "a process of others stays as it is");
      System.setProperty(ProcessEnvironment.PROPERTY, "true");
      System.setProperty(GpuPrecision.PROPERTY, "true");
      GpuPrecision.prepare();
      assertTrue(GpuPrecision.allowsTf32(), "wanted");
      System.clearProperty(GpuPrecision.PROPERTY);
      GpuPrecision.prepare();
      assertFalse(GpuPrecision.allowsTf32());
    } finally {
      System.clearProperty(GpuPrecision.PROPERTY);
      if (prepared == null) {
        System.clearProperty(ProcessEnvironment.PROPERTY);
      } else {
        System.setProperty(ProcessEnvironment.PROPERTY, prepared);
      }
    }
  }
}
